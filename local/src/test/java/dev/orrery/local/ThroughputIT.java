package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orrery.events.EventCodec;
import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.RawEntry;
import dev.orrery.events.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many entries a second go from `orrery.raw-entries` to the page. It prints the figure; the bound is several times
/// what a quiet machine takes, so that only a real loss of speed fails here.
class ThroughputIT {
    private static final int FEEDS = 100;
    private static final int ENTRIES = 10_000;
    private static final double LONGEST_SECONDS = 120;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void tenThousandEntriesReachThePage() throws Exception {
        var planets = Files.createDirectories(folder.resolve("planets"));
        Files.writeString(planets.resolve("quiet.yaml"), "title: Quiet\nsubscriptions: []\n");
        try (var orrery = RunningOrrery.start(folder.resolve("data"), planets, planets)) {
            orrery.awaitComplete("quiet");
            Records.produce(orrery.bootstrap(), List.of(EventCodec.record(Topics.PLANETS, "busy", planet())));
            var entries = IntStream.range(0, ENTRIES)
                    .mapToObj(ThroughputIT::entry)
                    .map(entry -> EventCodec.record(Topics.RAW_ENTRIES, entry.entryId(), entry))
                    .toList();
            long start = System.nanoTime();
            Records.produce(orrery.bootstrap(), entries);
            orrery.awaitComplete("busy");
            double enriched = seconds(start);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> newestTitle(orrery).equals("Post " + (ENTRIES - 1)));
            double shown = seconds(start);
            System.out.printf(
                    "%n%,d entries of 6 KB: enriched and placed in %.1f s (%,.0f a second), on the page after %.1f s (%,.0f a second)%n%n",
                    ENTRIES, enriched, ENTRIES / enriched, shown, ENTRIES / shown);
            assertThat(shown).isLessThan(LONGEST_SECONDS);
        }
    }

    private static String newestTitle(RunningOrrery orrery) throws Exception {
        var title = Jsoup.parse(orrery.get("busy/").body()).selectFirst(".planettitle");
        return title == null ? "" : title.text();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static Planet planet() {
        var subscriptions = new ArrayList<Planet.Subscription>();
        for (int i = 0; i < FEEDS; i++) {
            subscriptions.add(new Planet.Subscription(
                    "s" + i, feedId(i), address(i), "Blog " + i, null, null, List.of(), Planet.State.ACTIVE, Map.of()));
        }
        return new Planet(
                "busy", 1, "Busy", null, null, null, List.of(), 60, 0, "UTC", "en", "modern", Map.of(), subscriptions);
    }

    private static RawEntry entry(int i) {
        var link = "https://blog%d.example/%d".formatted(i % FEEDS, i);
        var at = FIRST.plusSeconds(60L * i);
        var source = new RawEntry.Source(
                link,
                new RawEntry.Text("html", "Post " + i, null, null),
                List.of(new RawEntry.Link(link, "alternate", null, null)),
                null,
                new RawEntry.Text("html", body(i), null, null),
                List.of(new RawEntry.Person("Author " + i % FEEDS, null, null)),
                List.of(new RawEntry.Category("Clock work", null, null)),
                at,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null);
        return new RawEntry(
                Ids.entryId(feedId(i % FEEDS), link),
                feedId(i % FEEDS),
                address(i % FEEDS),
                1,
                RawEntry.State.PRESENT,
                new RawEntry.Key(RawEntry.Key.Kind.GUID, link),
                at.plusSeconds(30),
                at,
                at.plusSeconds(30),
                null,
                Ids.contentHash(EventCodec.encode(source)),
                new RawEntry.Document("rss_2.0", address(i % FEEDS), null, "en", 0),
                source);
    }

    /// About 6 KB of what people write: paragraphs, links, code, a picture.
    private static String body(int i) {
        var html = new StringBuilder();
        for (int p = 0; p < 12; p++) {
            html.append("""
                    <p>Paragraph %d of post %d: the <a href="/gear?utm_source=feed">great wheel</a> turns once a year,
                    and <em>every other wheel</em> follows from it by counting teeth; nobody who has cut one by hand
                    believes the figures in the books, which were copied from each other since 1764.</p>
                    <pre><code class="language-c">int teeth(int turns) { return turns * 96; }</code></pre>
                    <p><img src="/pictures/%d.png" alt="A wheel" width="640" height="480"></p>
                    """.formatted(p, i, p));
        }
        return html.toString();
    }

    private static String address(int feed) {
        return "https://blog%d.example/feed.xml".formatted(feed);
    }

    private static String feedId(int feed) {
        return Ids.feedId(address(feed));
    }
}
