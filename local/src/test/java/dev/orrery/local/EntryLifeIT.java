package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import dev.orrery.events.Topics;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a post that its author edits, takes back, puts back and moves, from the feed to the page.
class EntryLifeIT {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final List<String> NAMES = List.of("gears", "springs", "wheels", "pendulums");

    @TempDir
    Path folder;

    private Path feed;
    private RunningOrrery orrery;
    private int version;

    @AfterEach
    void stop() {
        if (orrery != null) {
            orrery.close();
        }
    }

    @Test
    void aPostIsEditedTakenBackPutBackAndMoved() throws Exception {
        var web = Files.createDirectories(folder.resolve("web"));
        feed = web.resolve("ann.xml");
        write(NAMES, "urn:", "On ");
        var planet = Files.writeString(
                folder.resolve("clocks.yaml"), "title: Clocks\nsubscriptions:\n  - {name: Ann, feed: ann.xml}\n");
        orrery = RunningOrrery.start(
                folder.resolve("data"),
                planet,
                web,
                Map.of("ORRERY_POLL_INTERVAL", "PT1S", "ORRERY_LONGEST_POLL_INTERVAL", "PT2S"));
        orrery.awaitComplete("clocks");
        isShown("On gears", "On springs", "On wheels", "On pendulums");

        write(NAMES, "urn:", "More on ");
        isShown("More on gears", "More on springs", "More on wheels", "More on pendulums");

        write(List.of("gears", "wheels", "pendulums"), "urn:", "More on ");
        isShown("More on gears", "More on wheels", "More on pendulums");
        assertThat(orrery.get("clocks/").body()).doesNotContain("springs");

        write(NAMES, "urn:", "More on ");
        isShown("More on gears", "More on springs", "More on wheels", "More on pendulums");

        write(NAMES, "https://new.example/", "Moved: more on ");
        isShown("Moved: more on gears", "Moved: more on springs", "Moved: more on wheels", "Moved: more on pendulums");
        assertThat(Records.of(orrery.bootstrap(), Topics.RAW_ENTRIES.name()).stream()
                        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                        .distinct())
                .as("nothing is new")
                .hasSize(4);
        assertThat(Records.of(orrery.bootstrap(), Topics.DEAD_LETTERS.name())).isEmpty();
    }

    /// On the page and in the feed, in this order.
    private void isShown(String... titles) {
        await().atMost(SECONDS).untilAsserted(() -> {
            var page = Jsoup.parse(orrery.get("clocks/").body());
            assertThat(page.select(".planettitle").eachText()).containsExactly(titles);
            var atom = new SyndFeedInput()
                    .build(new StringReader(orrery.get("clocks/atom.xml").body()));
            assertThat(atom.getEntries()).extracting(SyndEntry::getTitle).containsExactly(titles);
        });
    }

    /// A second later each time, so that its validators are others.
    private void write(List<String> names, String guids, String titles) throws Exception {
        var items = new ArrayList<String>();
        for (var name : names) {
            items.add("""
                    <item><guid isPermaLink="false">%s%s</guid><link>https://ann.example/%s</link><title>%s%s</title>
                    <description>Of %s.</description><pubDate>2026-03-0%dT10:00:00Z</pubDate></item>
                    """.formatted(guids, name, name, titles, name, name, 9 - NAMES.indexOf(name)));
        }
        var rss = "<rss version='2.0'><channel><title>Ann</title><link>https://ann.example/</link>%s</channel></rss>"
                .formatted(String.join("", items));
        var next = Files.writeString(folder.resolve("next.xml"), rss);
        Files.setLastModifiedTime(
                next, FileTime.from(Instant.parse("2026-03-10T00:00:00Z").plusSeconds(version++)));
        Files.move(
                next,
                feed,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
