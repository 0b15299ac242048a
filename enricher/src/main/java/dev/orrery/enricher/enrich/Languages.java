package dev.orrery.enricher.enrich;

import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The language an entry says it is written in: its text's, else its title's, else its feed's.
final class Languages {
    private static final int LONGEST = 35;

    private Languages() {}

    static @Nullable String of(RawEntry raw, Source source) {
        var document = raw.document();
        return Stream.of(
                        named(source.content()),
                        named(source.summary()),
                        named(source.title()),
                        tag(document == null ? null : document.language()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String named(@Nullable Text text) {
        return text == null ? null : tag(text.language());
    }

    /// A tag as BCP 47 writes it (`en_us` → `en-US`), or null if it is none.
    static @Nullable String tag(@Nullable String declared) {
        if (declared == null || declared.length() > LONGEST) {
            return null;
        }
        var locale = Locale.forLanguageTag(declared.strip().replace('_', '-'));
        return locale.getLanguage().isEmpty() ? null : locale.toLanguageTag();
    }
}
