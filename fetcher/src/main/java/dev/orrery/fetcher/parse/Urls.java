package dev.orrery.fetcher.parse;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// Addresses in feeds.
final class Urls {
    private Urls() {}

    /// The reference against the base; where either is no address, the reference as it is.
    static String resolve(@Nullable String base, String reference) {
        var clean = reference.strip();
        if (base == null) {
            return clean;
        }
        try {
            var from = new URI(base);
            // URI knows no answer to an empty reference (RFC 3986 section 5.4 has the base itself).
            return clean.isEmpty() || from.isOpaque()
                    ? clean
                    : from.resolve(new URI(clean)).toString();
        } catch (URISyntaxException e) {
            return clean;
        }
    }
}
