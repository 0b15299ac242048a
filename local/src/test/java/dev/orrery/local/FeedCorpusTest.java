package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orrery.events.EventCodec;
import dev.orrery.fetcher.parse.FeedParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documents of other projects' test suites, read as those projects expect it. What is not is listed with its reason
/// in `fetcher/PARSING.md`.
class FeedCorpusTest {
    private static final double GOAL = 97.0;

    /// Per group what feedparser 6.0.10 reads of it, in percent; groups as its figures are known.
    private static final Map<List<String>, Double> FEEDPARSER = Map.ofEntries(
            Map.entry(List.of("atom10"), 97.3),
            Map.entry(List.of("rss20"), 95.2),
            Map.entry(List.of("rss09x"), 92.4),
            Map.entry(List.of("atom03"), 98.3),
            Map.entry(List.of("entities"), 100.0),
            Map.entry(List.of("rss10"), 89.2),
            Map.entry(List.of("xmlbase"), 96.4),
            Map.entry(List.of("itunes"), 97.7),
            // One case less than all: it expects "’" to be read as "â€™", see PARSING.md.
            Map.entry(List.of("encoding"), 97.2),
            Map.entry(List.of("lang", "dates", "media", "namespace"), 98.6),
            Map.entry(List.of("jsonfeed"), 0.0),
            Map.entry(List.of("cdf", "illformed", "http", "other"), 94.7));

    /// In a group's score: cases, strict cases, strict cases that hold, …
    private static final int STRICT = 1;

    private static final int HELD = 2;

    private static final JsonMapper JSON = EventCodec.json();

    @TempDir
    Path folder;

    @Test
    void otherProjectsDocumentsAreReadAsTheyExpect() throws Exception {
        var corpora = Path.of(System.getProperty("orrery.root"), "..", "shared", "corpora");
        if (!Files.isRegularFile(corpora.resolve("feeds.jsonl")) || !hasPython()) {
            System.err.println("NOT CHECKED: the corpus of feeds is not at " + corpora + ", or there is no python3");
            return;
        }

        var scores = score(corpora, answers(corpora.resolve("feeds.jsonl")));

        assertThat(percent(scores, List.of("ALL"))).as("all").isGreaterThanOrEqualTo(GOAL);
        FEEDPARSER.forEach((groups, least) ->
                assertThat(percent(scores, groups)).as(groups.toString()).isGreaterThanOrEqualTo(least));
    }

    private Path answers(Path corpus) throws IOException {
        var parser = new FeedParser(100_000);
        var answers = new ArrayList<String>();
        try (var lines = Files.lines(corpus)) {
            for (var line : (Iterable<String>) lines::iterator) {
                answers.add(JSON.writeValueAsString(Parse.answer(JSON.readTree(line), parser)));
            }
        }
        return Files.write(folder.resolve("answers.jsonl"), answers);
    }

    private JsonNode score(Path corpora, Path answers) throws IOException, InterruptedException {
        var output = folder.resolve("scores.json");
        var scorer = new ProcessBuilder(
                        "python3",
                        corpora.resolve("score_feeds.py").toString(),
                        corpora.resolve("feeds.jsonl").toString(),
                        answers.toString(),
                        "--json")
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(scorer.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(scorer.exitValue()).isZero();
        return JSON.readTree(output.toFile());
    }

    private static double percent(JsonNode scores, List<String> groups) {
        int strict = groups.stream()
                .mapToInt(group -> scores.path(group).path(STRICT).asInt())
                .sum();
        int held = groups.stream()
                .mapToInt(group -> scores.path(group).path(HELD).asInt())
                .sum();
        return 100.0 * held / strict;
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
