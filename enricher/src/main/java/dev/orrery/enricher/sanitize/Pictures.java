package dev.orrery.enricher.sanitize;

import dev.orrery.events.Entry.Image;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Reads what an `img` says about itself.
final class Pictures {
    private static final Pattern LENGTH = Pattern.compile("\\s*(\\d{1,5})(?:\\.\\d*)?(?:px)?\\s*");

    private Pictures() {}

    static Image of(Element image, String address) {
        var alt = Texts.line(image.attr("alt"));
        return new Image(
                address, alt.isEmpty() ? null : alt, pixels(image.attr("width")), pixels(image.attr("height")));
    }

    /// A length in CSS pixels, or null if it is given in another unit or not at all.
    static @Nullable Integer pixels(String length) {
        if (length.isEmpty()) {
            return null;
        }
        var matcher = LENGTH.matcher(length);
        return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
    }
}
