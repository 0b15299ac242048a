package dev.orrery.fetcher.database;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the database is.
///
/// @param url a JDBC address that begins with `jdbc:h2:` or `jdbc:postgresql:`
public record DatabaseSettings(
        String url, @Nullable String user, @Nullable String password) {

    /// What our statements and our promise need of H2, added where the address does not say it.
    private static final Map<String, String> H2_NEEDS = Map.of(
            "MODE", "PostgreSQL",
            "DATABASE_TO_LOWER", "TRUE",
            // Every commit is on disk before it returns. By default H2 gathers half a second of them.
            "WRITE_DELAY", "0",
            // The fetcher closes it after its last poll; H2's own hook would be earlier.
            "DB_CLOSE_ON_EXIT", "FALSE");

    public DatabaseSettings {
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "ORRERY_DATABASE is “%s”: it has to begin with jdbc:h2: or jdbc:postgresql:".formatted(url));
        }
    }

    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    /// The address without its parameters, for logs: a password may be among them.
    public String name() {
        return url.replaceAll("[?;].*", "");
    }

    /// The address to connect to.
    String effectiveUrl() {
        if (!isH2()) {
            return url;
        }
        var full = new StringBuilder(url);
        var said = url.toUpperCase(Locale.ROOT);
        H2_NEEDS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(need -> {
            if (!said.contains(";" + need.getKey() + "=")) {
                full.append(';').append(need.getKey()).append('=').append(need.getValue());
            }
        });
        return full.toString();
    }
}
