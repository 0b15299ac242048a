package dev.orrery.bench.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orrery.bench.farm.FarmOptions;
import dev.orrery.bench.farm.FeedFarm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The farm as a process, steered by lines.
@Command(
        name = "farm",
        description = "Serves a web of feeds until its input ends; “help” says what it understands.",
        mixinStandardHelpOptions = true)
public final class FarmCommand implements Callable<Integer> {
    private static final String HELP =
            "score: what guests did, as JSON | reset: count anew | publish FEEDS ENTRIES: give the first FEEDS feeds so many new entries each";
    private static final JsonMapper JSON = new JsonMapper();

    @Option(names = "--feeds", description = "How many feeds (${DEFAULT-VALUE}).")
    int feeds = 200;

    @Option(names = "--hosts", description = "How many hosts they are spread over (a host for each).")
    int hosts;

    @Option(names = "--entries", description = "Entries in each (${DEFAULT-VALUE}).")
    int entries = 20;

    @Option(names = "--entry-bytes", description = "HTML in an entry, in the mean (${DEFAULT-VALUE}).")
    int entryBytes = 6_000;

    @Option(names = "--close", description = "Close connections after each answer.")
    boolean closes;

    @Option(names = "--sessions", description = "Let clients resume TLS sessions.")
    boolean sessions;

    @Option(names = "--latency-ms", description = "How long to think before each answer (${DEFAULT-VALUE}).")
    int latency;

    @Option(names = "--tls", description = "Write addresses of the TLS port to --urls.")
    boolean tls;

    @Option(names = "--urls", description = "Write every feed's address into this file, one a line.")
    @Nullable
    Path urls;

    @Option(names = "--trust", description = "Write a trust store (PKCS#12, password changeit) into this file.")
    @Nullable
    Path trust;

    @Override
    public Integer call() throws Exception {
        var options = new FarmOptions(
                feeds, hosts == 0 ? feeds : hosts, entries, entryBytes, !closes, sessions, Duration.ofMillis(latency));
        try (var farm = FeedFarm.start(options)) {
            if (urls != null) {
                Files.write(
                        urls,
                        IntStream.range(0, feeds)
                                .mapToObj(feed -> farm.url(feed, tls))
                                .toList());
            }
            if (trust != null) {
                farm.writeTrust(trust);
            }
            Conversation.hold("Ready: " + farm.url(0, tls), line -> answer(farm, line));
        }
        return 0;
    }

    private static String answer(FeedFarm farm, String line) {
        var words = line.split(" +", -1);
        switch (words[0]) {
            case "score" -> {
                return json(farm);
            }
            case "reset" -> farm.reset();
            case "publish" -> {
                if (words.length != 3) {
                    return HELP;
                }
                farm.publish(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            }
            default -> {
                return HELP;
            }
        }
        return "done";
    }

    private static String json(FeedFarm farm) {
        try {
            return JSON.writeValueAsString(farm.score());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
