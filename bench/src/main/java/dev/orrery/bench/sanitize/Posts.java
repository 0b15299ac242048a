package dev.orrery.bench.sanitize;

import dev.orrery.bench.farm.Documents;
import dev.orrery.bench.farm.Format;
import dev.orrery.events.EventCodec;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.fetcher.parse.FeedParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Posts to clean: those of feeds in a folder, those of a file of JSON lines, or else the farm's.
final class Posts {
    private static final int FEEDS = 3;
    private static final int ENTRIES = 20;
    private static final int ENTRY_BYTES = 6_000;

    private Posts() {}

    /// @param place a folder of feeds; a file with a post a line, in `html`, where lines of another `kind` than `post`
    ///              are left out; or blank
    static List<String> of(String place) {
        try {
            if (place.isBlank()) {
                return made();
            }
            return Files.isDirectory(Path.of(place)) ? ofFeeds(Path.of(place)) : ofLines(Path.of(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> made() {
        var documents = new Documents(ENTRIES, ENTRY_BYTES);
        return Stream.iterate(0, feed -> feed + 1)
                .limit(FEEDS)
                .flatMap(feed -> entries(
                        documents.plain(Format.RSS_2_0, "https://blog%d.example/".formatted(feed), feed, ENTRIES)))
                .toList();
    }

    private static List<String> ofFeeds(Path folder) throws IOException {
        var posts = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                entries(Files.readAllBytes(file)).forEach(posts::add);
            }
        }
        return posts;
    }

    private static List<String> ofLines(Path file) throws IOException {
        var posts = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            var tree = EventCodec.json().readTree(line);
            if (tree.path("kind").asText("post").equals("post")) {
                posts.add(tree.path("html").asText());
            }
        }
        return posts;
    }

    private static Stream<String> entries(byte[] document) {
        return switch (new FeedParser(1_000).parse(document, null, "https://blog.example/feed")) {
            case FeedParser.NotAFeed _ -> Stream.empty();
            case FeedParser.Parsed parsed -> parsed.feed().entries().stream().flatMap(Posts::body);
        };
    }

    private static Stream<String> body(Source entry) {
        var text = entry.content() != null ? entry.content() : entry.summary();
        return text == null ? Stream.empty() : Stream.of(text.value());
    }
}
