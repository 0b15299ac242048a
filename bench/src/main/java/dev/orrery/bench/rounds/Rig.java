package dev.orrery.bench.rounds;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orrery.bench.farm.FarmScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/// What is measured and what it needs, each a process of its own: farm, Kafka, database, fetcher, bare loop.
final class Rig implements AutoCloseable {
    private static final int FEEDS_A_PLANET = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
    private static final int LOOKS_BETWEEN_WEIGHINGS = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private final RoundOptions options;
    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Child farm;
    private final Child kafka;
    private final Store store;
    private final PackagedService fetcher;
    private final Child loop;

    Rig(RoundOptions options, Web web, Path folder) throws IOException, InterruptedException {
        this.options = options;
        this.folder = folder;
        boolean started = false;
        try {
            Files.createDirectories(planets());
            farm = opened(Child.start(folder, List.of("-Xmx1g"), options.farm(web, urls(), trust())));
            kafka = opened(Servers.kafka(folder));
            store = opened(Store.open(options.database, folder));
            var jvm = new ArrayList<>(options.fetcherJvm);
            jvm.add("-Djavax.net.ssl.trustStore=" + trust());
            jvm.add("-Djavax.net.ssl.trustStorePassword=changeit");
            var environment = new TreeMap<>(options.environment(planets(), kafka.ready()));
            environment.putAll(store.environment());
            fetcher = opened(PackagedService.start(options.home(), "fetcher", folder, jvm, environment));
            loop = opened(Child.start(
                    folder,
                    jvm,
                    List.of("loop", "--urls", urls().toString(), "--at-once", Integer.toString(options.pollsAtOnce))));
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    long fetcherPid() {
        return fetcher.pid();
    }

    /// Runs a round: first the fetcher's, then, except in the very first, the bare loop's.
    Measured run(Round round) throws IOException, SQLException, InterruptedException {
        publish(round);
        farm.ask("reset");
        var before = reading();
        long start = System.nanoTime();
        if (round == Round.FIRST) {
            addPlanets();
        } else {
            store.makeAllDue();
        }
        double pss = await();
        var wall = Duration.ofNanos(System.nanoTime() - start);
        var measured = reading().since(before, wall, pss, score());
        return measured.withLoop(runLoop());
    }

    /// CPU that the fetcher takes in a second in which nothing is due.
    Duration idle(Duration time) throws InterruptedException {
        var before = Cpu.of(fetcher.pid());
        Thread.sleep(time);
        return Cpu.of(fetcher.pid()).minus(before).dividedBy(time.toSeconds());
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("bench: could not be closed: " + e);
            }
        }
    }

    private record Reading(Duration fetcher, Duration kafka, Duration database, Duration farm) {
        Measured since(Reading before, Duration wall, double pss, FarmScore score) {
            return new Measured(
                    fetcher.minus(before.fetcher),
                    kafka.minus(before.kafka),
                    database.minus(before.database),
                    farm.minus(before.farm),
                    wall,
                    pss,
                    score,
                    Duration.ZERO);
        }
    }

    private Reading reading() throws SQLException {
        return new Reading(Cpu.of(fetcher.pid()), Cpu.of(kafka.pid()), Cpu.of(store.pids()), Cpu.of(farm.pid()));
    }

    private void publish(Round round) throws IOException {
        int feeds = round.feedsWithNews(options.feeds);
        if (feeds > 0) {
            farm.ask("publish %d %d".formatted(feeds, round.newEntries(options.entries)));
        }
    }

    private Duration runLoop() throws IOException {
        farm.ask("reset");
        var before = Cpu.of(loop.pid());
        loop.ask("poll");
        var cpu = Cpu.of(loop.pid()).minus(before);
        if (!score().reachesAll()) {
            throw new IOException("The bare loop did not reach every feed; its log says why.");
        }
        return cpu;
    }

    /// Until every feed was polled and all of it is stored and told.
    ///
    /// @return the most memory seen meanwhile
    private double await() throws IOException, SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        double most = 0;
        for (int look = 0; !(score().reachesAll() && store.isSettled(options.feeds)); look++) {
            if (look % LOOKS_BETWEEN_WEIGHINGS == 0) {
                most = Math.max(most, Memory.pss(fetcher.pid()));
            }
            if (System.nanoTime() > end) {
                throw new IOException("The fetcher did not finish a round in %s: %s".formatted(PATIENCE, score()));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return Math.max(most, Memory.pss(fetcher.pid()));
    }

    private FarmScore score() throws IOException {
        return JSON.readValue(farm.ask("score"), FarmScore.class);
    }

    private void addPlanets() throws IOException {
        var addresses = Files.readAllLines(urls());
        for (int from = 0; from < addresses.size(); from += FEEDS_A_PLANET) {
            var yaml = new StringBuilder("title: Bench\nsubscriptions:\n");
            for (int i = from; i < Math.min(addresses.size(), from + FEEDS_A_PLANET); i++) {
                yaml.append("  - {name: Blog %d, feed: \"%s\"}%n".formatted(i, addresses.get(i)));
            }
            var file = Files.writeString(folder.resolve("planet"), yaml);
            Files.move(
                    file,
                    planets().resolve("bench-%d.yaml".formatted(from / FEEDS_A_PLANET)),
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.push(closeable);
        return closeable;
    }

    private Path planets() {
        return folder.resolve("planets");
    }

    private Path urls() {
        return folder.resolve("urls");
    }

    private Path trust() {
        return folder.resolve("trust.p12");
    }
}
