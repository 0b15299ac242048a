package dev.orrery.enricher.sanitize;

import dev.orrery.events.Entry.Image;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Reads what an `img` says about itself.
final class Pictures {
    private static final Pattern LENGTH = Pattern.compile("\\s*(\\d{1,5})(?:\\.\\d*)?(?:px)?\\s*");

    /// Where scripts that load pictures late look for the real address; the first that is there counts.
    private static final List<String> LATE_SOURCES =
            List.of("data-src", "data-lazy-src", "data-original", "data-lazy", "data-actualsrc", "data-url");

    private static final List<String> LATE_CANDIDATES = List.of("data-srcset", "data-lazy-srcset");

    /// GIFs and PNGs of one pixel: what stands where a script would put the picture.
    private static final Pattern DOT = Pattern.compile(
            "data:image/(?:gif;base64,R0lGOD(?:lh|dh)AQABA" + "|png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB).*");

    private Pictures() {}

    static Image of(Element image, String address) {
        var alt = Texts.line(Given.value(image, "alt"));
        return new Image(
                address,
                alt.isEmpty() ? null : alt,
                pixels(Given.value(image, "width")),
                pixels(Given.value(image, "height")));
    }

    /// The address that a reader would see in the end, also where a script was to put it there.
    static String source(Element element) {
        var late = late(element, LATE_SOURCES);
        return late == null ? Given.value(element, "src") : late;
    }

    /// As [#source], of `srcset`; empty if there is none.
    static String candidates(Element element) {
        var late = late(element, LATE_CANDIDATES);
        return late == null ? Given.value(element, "srcset") : late;
    }

    static boolean isPlaceholder(String address) {
        return address.startsWith("data:") && DOT.matcher(address).matches();
    }

    /// Whether scripts are needed to see it.
    static boolean isLate(Element element) {
        return late(element, LATE_SOURCES) != null;
    }

    private static @Nullable String late(Element element, List<String> names) {
        if (element.attributesSize() > 1) {
            for (var name : names) {
                var value = Given.value(element, name);
                if (!value.isBlank()) {
                    return value;
                }
            }
        }
        return null;
    }

    /// A length in CSS pixels, or null if it is given in another unit or not at all.
    static @Nullable Integer pixels(String length) {
        if (length.isEmpty()) {
            return null;
        }
        if (isPlainNumber(length)) {
            return Integer.valueOf(length);
        }
        var matcher = LENGTH.matcher(length);
        return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
    }

    private static boolean isPlainNumber(String length) {
        for (int i = 0; i < length.length(); i++) {
            if (length.charAt(i) < '0' || length.charAt(i) > '9') {
                return false;
            }
        }
        return length.length() <= 5;
    }
}
