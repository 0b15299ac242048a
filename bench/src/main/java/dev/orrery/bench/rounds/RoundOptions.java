package dev.orrery.bench.rounds;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What the commands that run rounds can be told.
public final class RoundOptions {
    @Option(names = "--feeds", description = "How many feeds (${DEFAULT-VALUE}).")
    int feeds;

    @Option(
            names = "--hosts",
            description =
                    "How many hosts they are spread over; 0: one each, or four where connections are kept (${DEFAULT-VALUE}).")
    int hosts;

    @Option(names = "--entries", description = "Entries in each feed (${DEFAULT-VALUE}).")
    int entries = 20;

    @Option(names = "--entry-bytes", description = "HTML in an entry, in the mean (${DEFAULT-VALUE}).")
    int entryBytes = 6_000;

    @Option(names = "--latency-ms", description = "How long a host thinks before it answers (${DEFAULT-VALUE}).")
    int latency;

    @Option(names = "--rounds", description = "Measured rounds of each kind (${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--polls-at-once", description = "The fetcher's ORRERY_POLLS_AT_ONCE (${DEFAULT-VALUE}).")
    int pollsAtOnce = 32;

    @Option(names = "--database", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    Store.Kind database = Store.Kind.POSTGRESQL;

    @Option(
            names = "--jvm",
            split = " ",
            description = "Flags of the fetcher's and the loop's JVM beside the image's (${DEFAULT-VALUE}).")
    List<String> fetcherJvm = List.of("-Xmx160m");

    @Option(names = "--profile", description = "Say where the fetcher's time went, by methods and threads.")
    boolean profile;

    @Option(names = "--markdown", description = "Print tables as Markdown.")
    boolean markdown;

    /// The usual ones of a command.
    ///
    /// @param latency in milliseconds
    RoundOptions(int feeds, int hosts, int latency, int rounds) {
        this.feeds = feeds;
        this.hosts = hosts;
        this.latency = latency;
        this.rounds = rounds;
    }

    /// The same of another size.
    RoundOptions sized(int otherFeeds, int otherRounds) {
        var other = new RoundOptions(otherFeeds, Math.min(hosts, otherFeeds), latency, otherRounds);
        other.entries = entries;
        other.entryBytes = entryBytes;
        other.pollsAtOnce = pollsAtOnce;
        other.database = database;
        other.fetcherJvm = fetcherJvm;
        other.profile = profile;
        other.markdown = markdown;
        return other;
    }

    Path home() {
        return Path.of(System.getProperty("orrery.home", "."));
    }

    int hosts(Web web) {
        // OkHttp keeps five idle connections: more hosts than that, and none is met again.
        return hosts > 0 ? hosts : web.keepsAlive() ? Math.min(4, feeds) : feeds;
    }

    List<String> farm(Web web, Path urls, Path trust) {
        var arguments = new ArrayList<>(List.of(
                "farm",
                "--feeds=" + feeds,
                "--hosts=" + hosts(web),
                "--entries=" + entries,
                "--entry-bytes=" + entryBytes,
                "--latency-ms=" + latency,
                "--urls=" + urls,
                "--trust=" + trust));
        if (web.isTls()) {
            arguments.add("--tls");
        }
        if (!web.keepsAlive()) {
            arguments.add("--close");
        }
        if (web.keepsSessions()) {
            arguments.add("--sessions");
        }
        return arguments;
    }

    /// Nothing is due unless the bench makes it so.
    Map<String, String> environment(Path planets, String kafka) {
        return Map.of(
                "ORRERY_KAFKA",
                kafka,
                "ORRERY_PLANETS",
                planets.toString(),
                "ORRERY_ALLOW",
                "127.0.0.0/8",
                "ORRERY_HOST_GAP",
                "PT0S",
                "ORRERY_POLL_INTERVAL",
                Duration.ofDays(2).toString(),
                "ORRERY_LONGEST_POLL_INTERVAL",
                Duration.ofDays(2).toString(),
                "ORRERY_POLLS_AT_ONCE",
                Integer.toString(pollsAtOnce));
    }
}
