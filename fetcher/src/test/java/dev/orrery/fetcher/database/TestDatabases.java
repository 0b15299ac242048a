package dev.orrery.fetcher.database;

import dev.orrery.fetcher.Fetcher;
import java.util.concurrent.atomic.AtomicInteger;

/// Empty databases of both kinds, opened as the fetcher opens its own.
public enum TestDatabases {
    H2 {
        @Override
        public DatabaseSettings settings() {
            // It lives as long as a connection does; the pool keeps one.
            return new DatabaseSettings(
                    "jdbc:h2:mem:test%d;DB_CLOSE_DELAY=-1".formatted(COUNT.incrementAndGet()), null, null);
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseSettings settings() {
            return PostgresServer.shared().newSettings();
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    public abstract DatabaseSettings settings();

    public Database open() {
        return Database.open(settings(), Fetcher.TABLES);
    }
}
