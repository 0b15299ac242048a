package dev.orrery.enricher.sanitize;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Pictures that nobody is meant to see: they count readers.
final class Trackers {
    /// Hosts and paths that serve nothing but pixels, or buttons that report who looked at them.
    private static final List<String> KNOWN = List.of(
            "://feeds.feedburner.com/~",
            "://feeds.wordpress.com/1.0/",
            "://pixel.wp.com/",
            "://stats.wordpress.com/",
            "://www.google-analytics.com/",
            "://ad.doubleclick.net/",
            "://b.scorecardresearch.com/",
            "://pixel.quantserve.com/",
            "://medium.com/_/stat");

    private static final Pattern TINY =
            Pattern.compile("(?i)(?<![-\\w])(?:width|height)\\s*:\\s*[01](?:\\.0*)?(?:px)?\\s*(?:;|$|!)");
    private static final Pattern INVISIBLE =
            Pattern.compile("(?i)(?<![-\\w])(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)");
    private static final Pattern PIXEL = Pattern.compile("\\s*0*[01](?:\\.0*)?(?:px)?\\s*");

    private Trackers() {}

    static boolean isTracker(Element image, String address) {
        return isPixel(image.attr("width"))
                || isPixel(image.attr("height"))
                || hides(image.attr("style"))
                || isKnown(address);
    }

    private static boolean isKnown(String address) {
        for (var known : KNOWN) {
            if (address.contains(known)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPixel(String length) {
        return !length.isEmpty() && PIXEL.matcher(length).matches();
    }

    private static boolean hides(String style) {
        return !style.isEmpty()
                && (TINY.matcher(style).find() || INVISIBLE.matcher(style).find());
    }
}
