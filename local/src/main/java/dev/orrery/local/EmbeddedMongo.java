package dev.orrery.local;

import de.bwaldvogel.mongo.MongoServer;
import dev.orrery.local.documents.StoredBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/// A server that speaks MongoDB's protocol inside this JVM, its documents in one file.
///
/// It does what the enricher and the publisher ask of MongoDB and little more: no transactions, no change streams, no
/// order from an index.
public final class EmbeddedMongo implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String FILE = "documents.bson.mv";
    private static final int CACHE_MIB = 64;

    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// Starts a server; returns when it accepts requests.
    ///
    /// @param folder where documents are kept; made when missing
    /// @param port   on the loopback address only
    public static EmbeddedMongo start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        // Written in another form, by earlier versions; all of it is made from the topics again.
        Files.deleteIfExists(folder.resolve("documents.mv"));
        var store = new MVStore.Builder()
                .fileName(folder.resolve(FILE).toString())
                .cacheSize(CACHE_MIB)
                .autoCommitDisabled()
                .open();
        var server = new MongoServer(new StoredBackend(store));
        server.bind(HOST, port);
        return new EmbeddedMongo(server, port);
    }

    /// @param database goes into the string, as our services expect it
    public String connectionString(String database) {
        return "mongodb://%s:%d/%s".formatted(HOST, port, database);
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
