package dev.orrery.local;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.h2.mvstore.MVStore;

/// A server that speaks MongoDB's protocol inside this JVM, its documents in one file.
///
/// It does what the enricher and the publisher ask of MongoDB and little more: no transactions, no change streams, and
/// only unique indexes are used.
public final class EmbeddedMongo implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
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
        var store = new MVStore.Builder()
                .fileName(folder.resolve("documents.mv").toString())
                .cacheSize(CACHE_MIB)
                .compress()
                .autoCommitDisabled()
                .open();
        var server = new MongoServer(new ConsistentBackend(store));
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

    /// Commits between commands only, so that what a killed process leaves behind is always the store as it stood after
    /// some command: documents, their indexes and the enricher's positions belong together. What was written after
    /// that is written again, because the positions are as old as the rest. By itself the store would commit in the
    /// middle of a command; and after every command would be too often.
    private static final class ConsistentBackend extends H2Backend {
        private static final Set<String> WRITES = Set.of(
                "insert", "update", "delete", "findAndModify", "createIndexes", "drop", "dropDatabase", "create");
        private static final long COMMIT_EVERY_NANOS = 250_000_000;

        private final Object oneWriter = new Object();
        private long committedAt = System.nanoTime();

        ConsistentBackend(MVStore store) {
            super(store);
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            if (message.getDocument().keySet().stream().noneMatch(WRITES::contains)) {
                return super.handleMessage(message);
            }
            synchronized (oneWriter) {
                var answer = super.handleMessage(message);
                long now = System.nanoTime();
                if (now - committedAt > COMMIT_EVERY_NANOS) {
                    commit();
                    committedAt = now;
                }
                return answer;
            }
        }
    }
}
