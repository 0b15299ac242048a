package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What readers see while the projection is made anew or lost, on the sample planet.
class ReplayPagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path SCRIPT = RunningOrrery.HOME.resolve("orrery");
    private static final List<String> PATHS =
            List.of("sample/", "sample/atom.xml", "sample/rss20.xml", "sample/opml.xml");

    @TempDir
    Path folder;

    private Path planets;

    @BeforeEach
    void copyThePlanet() throws Exception {
        planets = Files.copy(RunningOrrery.HOME.resolve("planets/sample.yaml"), folder.resolve("sample.yaml"));
    }

    @Test
    void aReplayIsOnePageAndThenTheOther() throws Exception {
        try (var orrery = start()) {
            var fresh = pages(orrery);
            var old = filledByAnOldSanitizer(orrery);
            assertThat(old.get("sample/")).isNotEqualTo(fresh.get("sample/"));

            var ended = new AtomicBoolean();
            var answers = new ArrayList<String>();
            var reader = Thread.ofPlatform().start(() -> {
                while (!ended.get()) {
                    answers.add(answer(orrery, "sample/"));
                }
            });
            try (var replay = Command.run(SCRIPT, "replay", "--base-port", "" + basePort(orrery))) {
                assertThat(replay.exitCode(PATIENCE)).isZero();
                assertThat(replay.output()).startsWith("Reading the topics").doesNotContain("INFO");
                assertThat(replay.output()).contains("html (sanitizer 0 →", OldSanitizer.WORDS, "Switched", "Done.");
            }
            await().atMost(PATIENCE).until(() -> pages(orrery).equals(fresh));
            ended.set(true);
            reader.join();

            var before = "200 " + old.get("sample/");
            var after = "200 " + fresh.get("sample/");
            assertThat(answers).hasSizeGreaterThan(20).containsOnly(before, after);
            assertThat(answers.lastIndexOf(before)).isLessThan(answers.indexOf(after));
        }
    }

    @Test
    void whoLosesTheMongoDbFolderHasTheSamePages() throws Exception {
        Map<String, String> before;
        try (var orrery = start()) {
            before = pages(orrery);
        }
        assertThat(before.get("sample/")).contains("<article");
        delete(folder.resolve("data/mongodb"));

        try (var orrery = start()) {
            assertThat(pages(orrery)).isEqualTo(before);
        }
    }

    private RunningOrrery start() throws Exception {
        var ports = ports();
        var orrery = RunningOrrery.start(
                folder.resolve("data"), planets, RunningOrrery.HOME.resolve("planets/sample"), ports);
        orrery.awaitComplete("sample");
        return orrery;
    }

    /// The same each time: they are in the pages.
    private Ports ports() throws Exception {
        var file = folder.resolve("base-port");
        if (!Files.exists(file)) {
            Files.writeString(file, "" + FreePorts.inARow());
        }
        return Ports.from(Integer.parseInt(Files.readString(file)));
    }

    private static int basePort(RunningOrrery orrery) {
        return orrery.ports().publisher();
    }

    private static Map<String, String> pages(RunningOrrery orrery) throws Exception {
        var pages = new TreeMap<String, String>();
        for (var path : PATHS) {
            pages.put(path, orrery.get(path).body());
        }
        return pages;
    }

    private static String answer(RunningOrrery orrery, String path) {
        try {
            var answer = orrery.get(path);
            return answer.statusCode() + " " + answer.body();
        } catch (Exception e) {
            return e.toString();
        }
    }

    /// The publisher looks again when it hears that something changed.
    private static Map<String, String> filledByAnOldSanitizer(RunningOrrery orrery) throws Exception {
        try (var client = MongoClients.create(orrery.mongodb())) {
            OldSanitizer.hasFilled(client.getDatabase("orrery"));
        }
        var placement = Records.of(orrery.bootstrap(), Topics.PLACEMENTS.name()).getFirst();
        Records.produce(
                orrery.bootstrap(),
                List.of(new ProducerRecord<>(
                        placement.topic(), new String(placement.key(), StandardCharsets.UTF_8), placement.value())));
        await().atMost(PATIENCE).until(() -> Stream.of("sample/", "sample/atom.xml")
                .allMatch(path -> answer(orrery, path).contains(OldSanitizer.WORDS)));
        return pages(orrery);
    }

    private static void delete(Path directory) throws Exception {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
