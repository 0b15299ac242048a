package dev.orrery.enricher.sanitize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The `srcset` attribute: several addresses of one picture, each with its width or density.
///
/// A candidate's address ends at white space and may hold commas, except at its end (HTML, "parsing a srcset
/// attribute").
final class Srcset {
    private static final Pattern DESCRIPTOR = Pattern.compile("\\d{1,6}w|\\d{1,3}(?:\\.\\d{1,4})?x");
    private static final int MAX_CANDIDATES = 32;

    private Srcset() {}

    /// @return the candidates that are left, written anew; null if none is
    static @Nullable String rewritten(String srcset, Function<String, @Nullable String> address) {
        List<String> kept = new ArrayList<>();
        int at = 0;
        while (at < srcset.length() && kept.size() < MAX_CANDIDATES) {
            at = skipGap(srcset, at);
            int end = wordEnd(srcset, at);
            var url = srcset.substring(at, end);
            var descriptor = "";
            if (url.endsWith(",")) {
                url = withoutCommas(url);
            } else {
                int comma = srcset.indexOf(',', end);
                int stop = comma < 0 ? srcset.length() : comma;
                descriptor = srcset.substring(end, stop).strip();
                end = stop;
            }
            add(kept, url, descriptor, address);
            at = end;
        }
        return kept.isEmpty() ? null : String.join(", ", kept);
    }

    private static void add(
            List<String> kept, String url, String descriptor, Function<String, @Nullable String> address) {
        boolean readable =
                descriptor.isEmpty() || DESCRIPTOR.matcher(descriptor).matches();
        var resolved = url.isEmpty() || !readable ? null : address.apply(url);
        if (resolved != null) {
            // A comma at the end of an address would be taken for the one between candidates.
            var safe = resolved.endsWith(",") ? withoutCommas(resolved) + "%2C" : resolved;
            kept.add(descriptor.isEmpty() ? safe : safe + " " + descriptor);
        }
    }

    private static String withoutCommas(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == ',') {
            end--;
        }
        return url.substring(0, end);
    }

    private static int skipGap(String text, int from) {
        int at = from;
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ',')) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
