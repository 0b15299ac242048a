package dev.orrery.fetcher.planets;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses in planet files: `https://…`, or relative to a base, as the sample planet's are, whose blogs stand
/// wherever the machine serves them.
final class Addresses {
    /// `example.org/feed`: somebody left the scheme out.
    private static final Pattern HOST_WITHOUT_SCHEME =
            Pattern.compile("[\\w-]+(\\.[\\w-]+)*\\.[a-z]{2,}(:\\d+)?(/.*)?");

    private static final Pattern FILE_NAME =
            Pattern.compile(".*\\.(xml|rss|atom|rdf|json|html|png|jpe?g|gif|webp|svg)");

    private static final Pattern AUTHORITY = Pattern.compile("(https?://)([^/?#:]*)(.*)", Pattern.CASE_INSENSITIVE);

    private Addresses() {}

    /// An address or a sentence on what is wrong with what was written.
    sealed interface Read {}

    record Address(URI uri) implements Read {}

    record Wrong(String sentence) implements Read {}

    static Read read(String written, @Nullable URI base) {
        var lower = written.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return absolute(written);
        }
        if (lower.matches("[a-z][a-z0-9+.-]*:.*") && !lower.matches("[^:/]+:\\d+.*")) {
            return new Wrong(
                    "“%s” does not begin with http:// or https://; nothing else is fetched".formatted(written));
        }
        if (HOST_WITHOUT_SCHEME.matcher(lower).matches()
                && (lower.contains("/") || !FILE_NAME.matcher(lower).matches())) {
            return new Wrong("“%s” is not an address; did you mean https://%s?".formatted(written, written));
        }
        return base == null
                ? new Wrong("“%s” is not an address: it begins with neither http:// nor https://".formatted(written))
                : resolved(written, base);
    }

    private static Read resolved(String written, URI base) {
        try {
            return absolute(base.resolve(new URI(written.replace(" ", "%20"))).toString());
        } catch (URISyntaxException e) {
            return new Wrong("“%s” is not an address (%s)".formatted(written, e.getReason()));
        }
    }

    private static Read absolute(String written) {
        try {
            var uri = new URI(inAscii(written).replace(" ", "%20"));
            var host = uri.getHost();
            if (host == null) {
                return new Wrong("“%s” is not an address: its host is missing or misspelt".formatted(written));
            }
            if (uri.getRawUserInfo() != null) {
                return new Wrong("“%s” holds a user name; such addresses are not fetched".formatted(written));
            }
            return new Address(normal(uri, host));
        } catch (URISyntaxException e) {
            return new Wrong("“%s” is not an address (%s)".formatted(written, e.getReason()));
        }
    }

    /// `https://blåbær.example/` as DNS knows it.
    private static String inAscii(String written) {
        var parts = AUTHORITY.matcher(written);
        if (!parts.matches() || parts.group(2).chars().allMatch(c -> c < 0x80)) {
            return written;
        }
        try {
            return parts.group(1) + IDN.toASCII(parts.group(2)) + parts.group(3);
        } catch (IllegalArgumentException e) {
            return written;
        }
    }

    /// The same resource is to be written in one way, as the feed's identity is made of it: scheme and host in lower
    /// case, no default port, no fragment, `/` for an empty path (RFC 3986 section 6.2).
    private static URI normal(URI uri, String host) throws URISyntaxException {
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        var text = new StringBuilder(scheme).append("://").append(host.toLowerCase(Locale.ROOT));
        if (uri.getPort() != -1 && uri.getPort() != standard) {
            text.append(':').append(uri.getPort());
        }
        text.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            text.append('?').append(uri.getRawQuery());
        }
        return new URI(text.toString());
    }
}
