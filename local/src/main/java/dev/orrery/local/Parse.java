package dev.orrery.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orrery.events.EventCodec;
import dev.orrery.fetcher.parse.FeedParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `orrery parse`: what we read out of a feed's document.
@Command(name = "parse", description = "Says what Orrery reads out of feed documents.", mixinStandardHelpOptions = true)
final class Parse implements Callable<Integer> {
    /// Whoever looks at a document wants to see all of it.
    private static final int MOST_ENTRIES = 100_000;

    private static final JsonMapper JSON = EventCodec.json();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "A feed's document.")
    List<Path> files = List.of();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where it was found; relative addresses resolve against it.")
    @Nullable
    String url;

    @Option(
            names = "--lines",
            description = "Read one JSON object a line from standard input, with a document in body_b64 and how it was"
                    + " found in content_type, base_url and headers, and answer one line each.")
    boolean lines;

    private final FeedParser parser = new FeedParser(MOST_ENTRIES);

    @Override
    public Integer call() throws IOException, UserTrouble {
        if (lines) {
            JsonLines.answer(JSON, line -> answer(line, parser));
            return 0;
        }
        if (files.isEmpty()) {
            throw new UserTrouble("name a file to parse, or --lines to read JSON lines from standard input.");
        }
        boolean allRead = true;
        for (var file : files) {
            allRead &= show(file);
        }
        return allRead ? 0 : Main.TROUBLE;
    }

    private boolean show(Path file) throws IOException, UserTrouble {
        if (!Files.isRegularFile(file)) {
            throw new UserTrouble("there is no file %s.".formatted(file));
        }
        return switch (parser.parse(Files.readAllBytes(file), null, url)) {
            case FeedParser.Parsed parsed -> {
                spec.commandLine()
                        .getOut()
                        .println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(parsed.feed()));
                yield true;
            }
            case FeedParser.NotAFeed no -> {
                spec.commandLine().getErr().println("orrery: %s: %s".formatted(file, no.reason()));
                yield false;
            }
        };
    }

    /// @param line the document with how it was found
    static ParseAnswer answer(JsonNode line, FeedParser parser) throws IOException {
        var id = line.path("id").asText();
        var url = ParseAnswer.base(line);
        var type = line.path("content_type").isTextual()
                ? line.path("content_type").asText()
                : null;
        return switch (parser.parse(line.path("body_b64").binaryValue(), type, url)) {
            case FeedParser.NotAFeed no -> ParseAnswer.error(id, no.reason());
            case FeedParser.Parsed parsed -> ParseAnswer.of(id, parsed.feed());
        };
    }
}
