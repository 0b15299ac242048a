package dev.orrery.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.Explained;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.EventCodec;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.FeedRequest;
import dev.orrery.fetcher.web.Validators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./orrery sanitize`: what readers would see of a text, and what they would not and why.
@Command(
        name = "sanitize",
        description = "Shows what stays of a post, a page or all posts of a feed, and what goes and why.",
        mixinStandardHelpOptions = true)
final class Sanitize implements Callable<Integer> {
    private static final JsonMapper JSON = EventCodec.json();

    /// A page holds many entries, and each has its own; here there is one.
    private static final String PREFIX = "entry-";

    @Parameters(
            paramLabel = "FILE|URL",
            arity = "0..1",
            description = "Markup, a feed's document, or where either is found.")
    @Nullable
    String source;

    @Option(
            names = "--base",
            paramLabel = "URL",
            description = "Where the markup stands; relative addresses resolve against it.")
    @Nullable
    String base;

    @Option(
            names = "--lines",
            description = "Read one JSON object a line from standard input, with id, html and base, and answer one"
                    + " line each, with id and html.")
    boolean lines;

    @Mixin
    OneVisit visit = new OneVisit();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final Sanitizer sanitizer = new Sanitizer();

    @Override
    public Integer call() throws IOException, UserTrouble, InterruptedException {
        if (lines) {
            JsonLines.answer(JSON, this::answer);
            return 0;
        }
        if (source == null) {
            throw new UserTrouble("name a file or an address, or --lines to read JSON lines from standard input.");
        }
        var out = spec.commandLine().getOut();
        var texts = found(source);
        if (visit.json) {
            out.println(JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(texts.all().stream().map(this::json).toList()));
        } else {
            texts.all().forEach(text -> new SanitizeReport(text, explained(text), out).print());
        }
        out.flush();
        return 0;
    }

    private SanitizeTexts found(String source) throws IOException, UserTrouble, InterruptedException {
        if (!source.matches("(?i)https?://.*")) {
            var file = Path.of(source);
            if (!Files.isRegularFile(file)) {
                throw new UserTrouble("there is no file %s.".formatted(source));
            }
            return SanitizeTexts.of(Files.readAllBytes(file), null, base);
        }
        try (var web = visit.web(InstantSource.system())) {
            return switch (web.fetch(new FeedRequest(source, Validators.NONE, 0))) {
                case Answer.Document found ->
                    SanitizeTexts.of(found.body(), found.contentType(), base == null ? found.url() : base);
                case Answer.NotModified _ -> throw new UserTrouble("the server says that we have it, and we do not.");
                case Answer.Refused refused -> throw trouble(refused.reason());
                case Answer.Unreachable unreachable -> throw trouble(unreachable.reason());
            };
        }
    }

    private static UserTrouble trouble(String reason) {
        return new UserTrouble(Words.safe(OneVisit.allowHint(reason)));
    }

    private Explained explained(SanitizeTexts.Found text) {
        return sanitizer.explain(text.html(), text.addresses(), PREFIX);
    }

    private Map<String, Object> json(SanitizeTexts.Found text) {
        var explained = explained(text);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("title", text.title());
        answer.put("html", explained.result().html());
        answer.put("words", explained.result().words());
        answer.put("removed", explained.removals());
        return answer;
    }

    /// @param line a text with where it stood in `base`
    Map<String, String> answer(JsonNode line) {
        var stood = line.path("base").isTextual() ? line.path("base").asText() : base;
        var clean = sanitizer.sanitize(line.path("html").asText(), Addresses.against(stood), PREFIX);
        var answer = new LinkedHashMap<String, String>();
        answer.put("id", line.path("id").asText());
        answer.put("html", clean.html());
        return answer;
    }
}
