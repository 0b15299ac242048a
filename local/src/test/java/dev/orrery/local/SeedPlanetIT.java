package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Topic;
import dev.orrery.events.Topics;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// planet.virt-tools.org as it stood in March 2020, through the whole pipeline: the first planet that must come out
/// right, entry for entry.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("hasSeed")
class SeedPlanetIT {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM dd, yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("MMMM dd, yyyy hh:mm a", Locale.ENGLISH);
    private static final Map<Topic<?>, String> SCHEMAS = Map.of(
            Topics.RAW_ENTRIES, "raw-entry",
            Topics.ENTRIES, "entry",
            Topics.PLACEMENTS, "placement",
            Topics.PLANETS, "planet",
            Topics.FEEDS, "feed-status");

    @TempDir
    static Path folder;

    private RunningOrrery orrery;
    private JsonNode outline;

    /// What a reader sees of an entry. The headings are absent where they are those of the entry before.
    private record Line(LocalDate day, String channel, String title, String author, Instant at, String link) {}

    static boolean hasSeed() {
        return RunningOrrery.hasShared("seed/outline.json", SeedPlanetIT.class);
    }

    @BeforeAll
    void pollTheSeed() throws Exception {
        outline = EventCodec.json()
                .readTree(RunningOrrery.shared("seed/outline.json").toFile());
        var planets = Files.createDirectories(folder.resolve("planets"));
        Files.writeString(planets.resolve("virt-tools.yaml"), planetFile(outline));
        orrery = RunningOrrery.start(folder.resolve("data"), planets, RunningOrrery.shared("seed/feeds"));
        orrery.awaitComplete("virt-tools");
    }

    @AfterAll
    void stop() {
        if (orrery != null) {
            orrery.close();
        }
    }

    @Test
    void thePageIsThatOfMarch2020EntryForEntry() throws Exception {
        var page = Jsoup.parse(orrery.get("virt-tools/").body());

        assertThat(page.title()).contains(outline.get("title").asText());
        assertThat(page.body().text()).contains(outline.get("tagline").asText());
        assertThat(linesOf(page)).containsExactlyElementsOf(linesOf(outline));
    }

    @Test
    void theAtomFeedHoldsTheSameEntriesInTheSameOrder() throws Exception {
        var feed = new SyndFeedInput()
                .build(new StringReader(orrery.get("virt-tools/atom.xml").body()));

        var links = new ArrayList<String>();
        outline.get("entries").forEach(entry -> links.add(entry.get("link").asText()));
        assertThat(feed.getEntries()).extracting(SyndEntry::getLink).containsExactlyElementsOf(links);
    }

    @Test
    void whatIsReallyProducedFitsTheContract() throws Exception {
        for (var topic : SCHEMAS.keySet()) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema(SCHEMAS.get(topic)), InputFormat.JSON);
            var records = Records.of(orrery.bootstrap(), topic.name());
            assertThat(records).as(topic.name()).isNotEmpty();
            for (var record : records) {
                if (record.value() == null) {
                    continue;
                }
                assertThat(schema.validate(new String(record.value(), StandardCharsets.UTF_8), InputFormat.JSON))
                        .as(topic.name())
                        .isEmpty();
                assertThat(record.headers()
                                .lastHeader(EventCodec.VERSION_HEADER)
                                .value())
                        .isEqualTo("1".getBytes(StandardCharsets.US_ASCII));
            }
        }
        for (var topic : List.of(Topics.RAW_ENTRIES, Topics.ENTRIES)) {
            assertThat(keys(topic))
                    .as(topic.name())
                    .hasSize(outline.get("entries").size());
            assertThat(Records.of(orrery.bootstrap(), topic.name())).hasSameSizeAs(keys(topic));
        }
        assertThat(keys(Topics.PLACEMENTS).stream().filter(key -> key.startsWith("virt-tools/")))
                .hasSize(outline.get("entries").size());
        assertThat(Records.of(orrery.bootstrap(), Topics.DEAD_LETTERS.name())).isEmpty();
    }

    @Test
    void noRecordForReadersHoldsAnAddressForMail() {
        for (var topic : List.of(Topics.ENTRIES, Topics.PLACEMENTS)) {
            for (var record : Records.of(orrery.bootstrap(), topic.name())) {
                assertThat(record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain("noreply@blogger.com")
                        .doesNotContain("stefano@example.org");
            }
        }
    }

    /// A second planet that carries a feed of the first: saved, broken, mended, removed, while everything runs.
    @Test
    void aSavedPlanetFileIsLiveInSecondsAndItsFeedIsNotPolledTwice() throws Exception {
        var file = folder.resolve("planets/wheels.yaml");
        int before = Records.of(orrery.bootstrap(), Topics.RAW_ENTRIES.name()).size();

        Files.writeString(file, "title: Wheels\nsubscriptions:\n  - {name: Marcin, feed: marcin.xml}\n");
        await().atMost(SECONDS).until(() -> items("wheels/") == 2);
        assertThat(Records.of(orrery.bootstrap(), Topics.RAW_ENTRIES.name())).hasSize(before);

        Files.writeString(file, "title: Wheels\nsubscriptions:\n  - {name: Marcin, fed: marcin.xml}\n");
        await().atMost(SECONDS).until(() -> fetcherStatus().contains("wheels.yaml, line 3"));
        assertThat(fetcherStatus()).contains("feed");
        assertThat(items("wheels/")).isEqualTo(2);

        Files.writeString(file, "title: Wheels and gears\nsubscriptions:\n  - {name: Marcin, feed: marcin.xml}\n");
        await().atMost(SECONDS).until(() -> orrery.get("wheels/").body().contains("Wheels and gears"));

        Files.delete(file);
        await().atMost(SECONDS).until(() -> orrery.get("wheels/").statusCode() == 404);
        assertThat(orrery.get("virt-tools/").statusCode()).isEqualTo(200);
    }

    private int items(String path) throws Exception {
        return Jsoup.parse(orrery.get(path).body()).select(".planetitem").size();
    }

    private String fetcherStatus() throws Exception {
        return orrery.get(URI.create(
                        "http://localhost:%d/status".formatted(orrery.ports().fetcher())))
                .body();
    }

    private List<String> keys(Topic<?> topic) {
        return Records.of(orrery.bootstrap(), topic.name()).stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .distinct()
                .toList();
    }

    private static List<Line> linesOf(Element page) {
        var lines = new ArrayList<Line>();
        LocalDate day = null;
        String channel = null;
        for (var element : page.select(".planetdate, .planetchannel, .planetitem")) {
            if (element.hasClass("planetdate")) {
                day = LocalDate.parse(element.selectFirst("time").attr("datetime"));
            } else if (element.hasClass("planetchannel")) {
                channel = element.selectFirst(".name").text();
            } else {
                lines.add(new Line(
                        day,
                        channel,
                        element.selectFirst(".planettitle").text(),
                        element.selectFirst(".planetauthor .author").text(),
                        Instant.parse(element.selectFirst(".planetauthor time").attr("datetime")),
                        element.selectFirst(".planettitle a").attr("href")));
                day = null;
                channel = null;
            }
        }
        return lines;
    }

    private static List<Line> linesOf(JsonNode outline) {
        var lines = new ArrayList<Line>();
        String day = "";
        String channel = "";
        for (var entry : outline.get("entries")) {
            boolean newDay = !day.equals(entry.get("day").asText());
            boolean newChannel = newDay || !channel.equals(entry.get("channel").asText());
            day = entry.get("day").asText();
            channel = entry.get("channel").asText();
            lines.add(new Line(
                    newDay ? LocalDate.parse(day, DAY) : null,
                    newChannel ? channel : null,
                    entry.get("title").asText(),
                    author(entry),
                    LocalDateTime.parse(entry.get("at").asText(), AT).toInstant(ZoneOffset.UTC),
                    entry.get("link").asText()));
        }
        return lines;
    }

    /// Where the feed names nobody, or Blogger's “Unknown”, the page says the subscription's name.
    private static String author(JsonNode entry) {
        var author = entry.get("author");
        return author.isNull() || author.asText().equals("Unknown")
                ? entry.get("channel").asText()
                : author.asText();
    }

    private static String planetFile(JsonNode outline) {
        var file = new StringBuilder("title: %s\ntagline: %s\nitems: 30\nsubscriptions:\n"
                .formatted(outline.get("title").asText(), outline.get("tagline").asText()));
        for (var feed : outline.get("feeds")) {
            file.append("  - {name: \"%s\", feed: %s, site: \"%s\"}\n"
                    .formatted(
                            feed.get("name").asText(),
                            Path.of(feed.get("file").asText()).getFileName(),
                            feed.get("site").asText()));
        }
        return file.toString();
    }

    private static String schema(String name) throws IOException {
        try (var in = Topics.class.getResourceAsStream("schema/" + name + ".schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
