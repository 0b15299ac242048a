package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.Sanitized;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.enricher.sanitize.Texts;
import dev.orrery.events.Entry;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The text of an entry and its title, sanitized.
final class Body {
    /// In characters. With what JSON and UTF-8 make of it, well below what a record may be.
    private static final int MAX_HTML = 2 << 20;

    /// Of the words that stay of a text that grew too large.
    private static final int MAX_WORDS = 256 << 10;

    private static final int MAX_TITLE = 1_000;

    private final Sanitizer sanitizer;

    Body(Sanitizer sanitizer) {
        this.sanitizer = sanitizer;
    }

    /// @param html absent if the feed gave no text
    /// @param cut  what was left out, by the fetcher or here
    record Cleaned(
            @Nullable String html,
            String prose,
            int words,
            List<Entry.Image> images,
            List<Entry.Removed> removed,
            @Nullable String cut) {}

    Cleaned of(RawEntry raw, Source source, Links links) {
        var text = source.content() != null ? source.content() : source.summary();
        if (text == null) {
            return new Cleaned(null, "", 0, List.of(), List.of(), source.cut());
        }
        var sanitized = sanitized(text, links, raw.entryId() + "-");
        var prose = sanitized.prose().isEmpty() ? sanitized.text() : sanitized.prose();
        var html = sanitized.html().isBlank() ? null : sanitized.html();
        var cut = source.cut();
        if (html != null && html.length() > MAX_HTML) {
            html = PlainMarkup.paragraphs(Texts.atMost(MAX_WORDS, sanitized.text()));
            cut = joined(cut, "all markup, and words after the first %d characters".formatted(MAX_WORDS));
        }
        return new Cleaned(html, prose, sanitized.words(), sanitized.images(), sanitized.removed(), cut);
    }

    /// In plain text; null if there is none.
    @Nullable
    String title(Source source) {
        var title = source.title();
        if (title == null) {
            return null;
        }
        var words =
                switch (title.type()) {
                    case Text.HTML ->
                        sanitizer
                                .sanitize(title.value(), Addresses.ABSOLUTE_ONLY, "")
                                .text();
                    case Text.XHTML ->
                        sanitizer
                                .sanitizeXhtml(title.value(), Addresses.ABSOLUTE_ONLY, "")
                                .text();
                    default -> title.value();
                };
        var line = Texts.line(words);
        return line.isEmpty() ? null : Texts.atMost(MAX_TITLE, line);
    }

    private Sanitized sanitized(Text text, Links links, String prefix) {
        return switch (text.type()) {
            case Text.HTML -> sanitizer.sanitize(text.value(), links.of(text), prefix);
            case Text.XHTML -> sanitizer.sanitizeXhtml(text.value(), links.of(text), prefix);
            default -> sanitizer.sanitize(PlainMarkup.paragraphs(text.value()), links.of(text), prefix);
        };
    }

    private static String joined(@Nullable String first, String second) {
        return Stream.of(first == null ? "" : first, second)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
