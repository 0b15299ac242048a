package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A feed's own title as plain text, for lists of feeds. Entries' titles are left to the enricher.
final class PlainTitle {
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!][^>]*>");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private PlainTitle() {}

    static @Nullable String of(@Nullable Text title) {
        if (title == null) {
            return null;
        }
        var text = title.type().equals(Text.PLAIN)
                ? title.value()
                : TAG.matcher(title.value())
                        .replaceAll("")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&nbsp;", " ")
                        .replace("&amp;", "&");
        return Fields.text(SPACE.matcher(text).replaceAll(" "));
    }
}
