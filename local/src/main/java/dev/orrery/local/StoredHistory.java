package dev.orrery.local;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import dev.orrery.enricher.store.Generations;
import dev.orrery.enricher.store.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// What an enricher has stored, for commands that look at it: in the MongoDB of an Orrery that runs, here or elsewhere,
/// or in the data folder of one that does not.
final class StoredHistory implements AutoCloseable {
    private static final String DATABASE = "orrery";
    private static final int PATIENCE_SECONDS = 5;

    private final Deque<AutoCloseable> closedFirst = new ArrayDeque<>();
    private final Stores stores;

    private StoredHistory(String address) throws UserTrouble {
        this.stores = connect(address);
    }

    /// @param mongo a connection string that names the database
    static StoredHistory at(String mongo) throws UserTrouble {
        return new StoredHistory(mongo);
    }

    static StoredHistory in(Path data) throws UserTrouble, IOException {
        var address = DataFolder.addressOfMongodb(data);
        if (DataFolder.isInUse(data) && Files.exists(address)) {
            return new StoredHistory(Files.readString(address).strip());
        }
        if (!Files.exists(address)) {
            throw new UserTrouble(
                    "Nothing is stored in %s yet: run `./orrery` first, or name another folder with --data or a MongoDB with --mongo."
                            .formatted(data));
        }
        return atRest(DataFolder.open(data));
    }

    private static StoredHistory atRest(DataFolder folder) throws UserTrouble, IOException {
        EmbeddedMongo mongo = null;
        try {
            mongo = EmbeddedMongo.start(folder.mongodb(), freePort());
            var history = new StoredHistory(mongo.connectionString(DATABASE));
            history.closedFirst.addLast(mongo);
            history.closedFirst.addLast(folder);
            return history;
        } catch (IOException | UserTrouble | RuntimeException e) {
            if (mongo != null) {
                mongo.close();
            }
            folder.close();
            throw e;
        }
    }

    Stores stores() {
        return stores;
    }

    private Stores connect(String address) throws UserTrouble {
        var parsed = parsed(address);
        var client = MongoClients.create(settings(parsed));
        try {
            var name = parsed.getDatabase();
            var database = client.getDatabase(name == null ? DATABASE : name);
            database.runCommand(new Document("ping", 1));
            closedFirst.addFirst(client);
            var generations = new Generations(database);
            return Stores.in(generations.open(generations.live()));
        } catch (MongoException e) {
            client.close();
            throw new UserTrouble(
                    "The MongoDB at %s does not answer: is Orrery running there?".formatted(withoutSecrets(address)));
        }
    }

    private static ConnectionString parsed(String address) throws UserTrouble {
        try {
            return new ConnectionString(address);
        } catch (IllegalArgumentException e) {
            throw new UserTrouble("“%s” is no address of a MongoDB (%s): write mongodb://HOST:PORT/DATABASE."
                    .formatted(address, e.getMessage()));
        }
    }

    private static MongoClientSettings settings(ConnectionString address) {
        return MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(address)
                .build();
    }

    private static String withoutSecrets(String address) {
        return address.replaceFirst("//[^@/]*@", "//");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        for (var each = closedFirst.poll(); each != null; each = closedFirst.poll()) {
            try {
                each.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
