package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.EventCodec;
import dev.orrery.events.RawEntry;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fetcher that is killed after Kafka has acknowledged everything and before its database knows loses no entry, and
/// tells nothing twice in different words.
class FetcherCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENTRIES = 20;

    @TempDir
    Path folder;

    private EmbeddedKafka kafka;
    private SampleWeb web;
    private Path feed;
    private Path planet;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), EmbeddedKafka.freePort());
        TopicSetup.ensure(kafka.bootstrap());
        feed = Files.createDirectories(folder.resolve("web")).resolve("feed.xml");
        planet = Files.writeString(
                folder.resolve("clocks.yaml"), "title: Clocks\nsubscriptions:\n  - {name: Ann, feed: feed.xml}\n");
        web = SampleWeb.start(folder.resolve("web"), 0);
        Files.createDirectories(folder.resolve("database"));
    }

    @AfterEach
    void stop() {
        web.close();
        kafka.close();
    }

    @Test
    void whatIsSentAgainIsTheSameToTheByte() throws Exception {
        publish(ENTRIES, "as it was");
        crash();
        assertThat(records()).hasSize(ENTRIES);

        assertThat(poll()).isEqualTo("Updated");

        assertThat(records()).hasSize(ENTRIES).allSatisfy((key, values) -> {
            assertThat(values).hasSize(2);
            assertThat(values.get(1)).isEqualTo(values.get(0));
        });
        assertThat(poll()).isEqualTo("NotModified");
    }

    @Test
    void aPostThatWasEditedMeanwhileIsARevisionMore() throws Exception {
        publish(1, "as it was");
        crash();
        publish(1, "as it is, and longer");

        poll();

        var values = records().values().iterator().next();
        var first = EventCodec.decode(RawEntry.class, values.get(0).getBytes(StandardCharsets.UTF_8));
        var second = EventCodec.decode(RawEntry.class, values.get(1).getBytes(StandardCharsets.UTF_8));
        assertThat(values).hasSize(2);
        assertThat(List.of(first.revision(), second.revision())).containsExactly(1, 2);
        assertThat(second.firstSeenAt()).isEqualTo(first.firstSeenAt());
        assertThat(second.rankAt()).isEqualTo(first.rankAt());
        assertThat(second.source().summary().value()).contains("as it is");
    }

    private void crash() throws Exception {
        try (var fetcher = run("crash")) {
            fetcher.awaitLine("AT transaction", PATIENCE);
            fetcher.kill();
            fetcher.exitCode(PATIENCE);
        }
    }

    /// What the poll came to.
    private String poll() throws Exception {
        try (var fetcher = run("finish")) {
            var polled = fetcher.awaitLine("POLLED ", PATIENCE);
            assertThat(fetcher.exitCode(PATIENCE)).isZero();
            return polled.substring("POLLED ".length());
        }
    }

    private Command run(String what) throws Exception {
        return ChildJvm.run(
                CrashingFetcher.class,
                what,
                kafka.bootstrap(),
                folder.resolve("database").toString(),
                planet.toString(),
                Integer.toString(web.port()));
    }

    /// Without dates: their rank comes from when they were first seen, which a crash must not change.
    private void publish(int entries, String words) throws Exception {
        var items = new StringBuilder();
        for (int i = 0; i < entries; i++) {
            items.append(
                    "<item><title>Post %d</title><guid isPermaLink=\"false\">ann-%d</guid><description>%s</description></item>%n"
                            .formatted(i, i, words));
        }
        Files.writeString(
                feed,
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Ann</title><link>https://ann.example/</link>"
                        + "<description>Gears</description>" + items + "</channel></rss>");
    }

    private Map<String, List<String>> records() {
        var records = new TreeMap<String, List<String>>();
        for (var record : Records.of(kafka.bootstrap(), Topics.RAW_ENTRIES.name())) {
            records.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
                    .add(new String(record.value(), StandardCharsets.UTF_8));
        }
        return records;
    }
}
