package dev.orrery.fetcher;

import dev.orrery.events.guard.AddressRange;
import dev.orrery.fetcher.database.DatabaseSettings;
import dev.orrery.fetcher.poll.PollSchedule;
import dev.orrery.fetcher.web.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the fetcher is told, in its own types; see [FetcherConfig] for the meaning of each.
public record FetcherSettings(
        String kafka,
        DatabaseSettings database,
        Optional<Path> planets,
        Optional<URI> feedBase,
        List<AddressRange> allow,
        Set<String> allowHosts,
        Set<Integer> allowPorts,
        Optional<URI> pushUrl,
        PollSchedule schedule,
        Duration hostGap,
        int pollsAtOnce,
        String contact,
        Limits limits,
        int maxEntries) {

    /// @throws IllegalArgumentException with a sentence for the operator
    static FetcherSettings from(FetcherConfig config) {
        return new FetcherSettings(
                config.kafka(),
                new DatabaseSettings(
                        config.database(),
                        config.databaseUser().orElse(null),
                        config.databasePassword().orElse(null)),
                config.planets(),
                config.feedBase(),
                config.allow().orElse(List.of()).stream()
                        .map(AddressRange::parse)
                        .toList(),
                Set.copyOf(config.allowHosts().orElse(List.of())),
                Set.copyOf(config.allowPorts().orElse(List.of())),
                config.pushUrl().map(FetcherSettings::pushUrl),
                schedule(config),
                atLeast(Duration.ZERO, config.hostGap(), "ORRERY_HOST_GAP"),
                Math.max(1, config.pollsAtOnce()),
                config.contact(),
                limits(config),
                config.maxEntries());
    }

    private static PollSchedule schedule(FetcherConfig config) {
        var shortest = atLeast(Duration.ofMillis(1), config.pollInterval(), "ORRERY_POLL_INTERVAL");
        return new PollSchedule(
                shortest, atLeast(shortest, config.longestPollInterval(), "ORRERY_LONGEST_POLL_INTERVAL"));
    }

    /// Over plain HTTP anybody on the way could read where deliveries go. To this machine there is no way.
    private static URI pushUrl(URI given) {
        boolean here = "localhost".equals(given.getHost()) || "127.0.0.1".equals(given.getHost());
        if (given.getHost() == null
                || !("https".equals(given.getScheme()) || (here && "http".equals(given.getScheme())))) {
            throw new IllegalArgumentException(
                    "ORRERY_PUSH_URL is “%s”: it has to begin with https:// and a host".formatted(given));
        }
        return given;
    }

    /// Twice as many requests as polls: discovery and hubs are to get through while all polls are busy.
    private static Limits limits(FetcherConfig config) {
        return new Limits(
                config.connectTimeout(),
                config.exchangeTimeout(),
                config.maxDocumentBytes(),
                config.maxCompression(),
                config.maxRedirects(),
                2 * Math.max(1, config.pollsAtOnce()),
                config.documentMemory().orElse(Runtime.getRuntime().maxMemory() / 4));
    }

    private static Duration atLeast(Duration least, Duration given, String key) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException("%s is %s; that is too short".formatted(key, given));
        }
        return given;
    }
}
