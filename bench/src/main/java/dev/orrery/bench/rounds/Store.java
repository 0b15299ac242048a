package dev.orrery.bench.rounds;

import dev.orrery.fetcher.database.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fetcher's database, and the little that the bench does in it: make every feed due, see when all is stored.
/// Whoever changes the fetcher's tables looks here too.
final class Store implements AutoCloseable {
    /// Kinds of database.
    enum Kind {
        /// A server beside the fetcher.
        POSTGRESQL,
        /// Inside the fetcher's own process.
        H2
    }

    private final Kind kind;
    private final String url;
    private @Nullable Connection connection;

    private Store(Kind kind, String url) {
        this.kind = kind;
        this.url = url;
    }

    /// An empty database.
    static Store open(Kind kind, Path folder) {
        return new Store(
                kind,
                switch (kind) {
                    case POSTGRESQL -> PostgresServer.shared().newDatabase();
                    // The server lets the bench in beside the fetcher; with it, H2 wants to close by itself.
                    case H2 ->
                        "jdbc:h2:file:%s/fetcher;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;AUTO_SERVER=TRUE;DB_CLOSE_ON_EXIT=TRUE"
                                .formatted(folder);
                });
    }

    /// How the fetcher is told of it.
    Map<String, String> environment() {
        var environment = new TreeMap<>(Map.of("ORRERY_DATABASE", url));
        if (kind == Kind.POSTGRESQL) {
            environment.put("ORRERY_DATABASE_USER", "postgres");
        }
        return environment;
    }

    /// Processes of a server of its own; they come and go with connections.
    List<Long> pids() throws SQLException {
        if (kind == Kind.H2) {
            return List.of();
        }
        try (var statement = connection().createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            var server = ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            return Stream.concat(Stream.of(server), server.children())
                    .map(ProcessHandle::pid)
                    .toList();
        }
    }

    /// Every feed is due, and no host is left alone.
    void makeAllDue() throws SQLException {
        var now = Timestamp.from(Instant.now());
        try (var feeds = connection().prepareStatement("update feed set next_poll_at = ? where planets > 0");
                var hosts = connection().prepareStatement("update host set not_before = ?")) {
            hosts.setTimestamp(1, new Timestamp(0));
            hosts.executeUpdate();
            feeds.setTimestamp(1, now);
            feeds.executeUpdate();
        }
    }

    /// Whether this many feeds are there, none is due or being polled, and all that Kafka is to be told has been told.
    boolean isSettled(int feeds) throws SQLException {
        var now = Timestamp.from(Instant.now());
        try (var query = connection()
                .prepareStatement("select (select count(*) from feed where planets > 0),"
                        + " (select count(*) from feed where planets > 0 and (next_poll_at <= ? or emitting or announce_at <= ?)),"
                        + " (select count(*) from host where lease_token is not null)")) {
            query.setTimestamp(1, now);
            query.setTimestamp(2, now);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1) == feeds && row.getLong(2) == 0 && row.getLong(3) == 0;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = kind == Kind.POSTGRESQL
                    ? DriverManager.getConnection(url, "postgres", null)
                    : DriverManager.getConnection(url);
        }
        return connection;
    }
}
