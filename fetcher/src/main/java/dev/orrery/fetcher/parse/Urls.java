package dev.orrery.fetcher.parse;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Addresses in feeds.
///
/// References are resolved as RFC 3986 section 5.2 has it, but on whatever characters they are made of: addresses with
/// spaces, umlauts and bars in them are what browsers take as well.
public final class Urls {
    private static final int LONGEST = 8_192;

    /// An address in its parts; each with its delimiter, empty where it is not there.
    private record Parts(String scheme, String authority, String path, String query, String fragment) {
        static Parts of(String address) {
            int hash = orEnd(address.indexOf('#'), address.length());
            int question = address.indexOf('?', 0, hash);
            int pathEnd = orEnd(question, hash);
            int scheme = schemeEnd(address);
            int authorityEnd = scheme;
            if (address.startsWith("//", scheme)) {
                authorityEnd = orEnd(address.indexOf('/', scheme + 2, Math.max(scheme + 2, pathEnd)), pathEnd);
            }
            return new Parts(
                    address.substring(0, scheme),
                    address.substring(scheme, authorityEnd),
                    address.substring(authorityEnd, Math.max(authorityEnd, pathEnd)),
                    address.substring(Math.max(authorityEnd, pathEnd), hash),
                    address.substring(hash));
        }

        private static int orEnd(int at, int end) {
            return at < 0 ? end : at;
        }

        private static int schemeEnd(String address) {
            for (int i = 0; i < address.length(); i++) {
                char c = address.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                if (c == ':') {
                    return i > 0 ? i + 1 : 0;
                }
                if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
                    return 0;
                }
            }
            return 0;
        }
    }

    private Urls() {}

    /// The reference against the base; where either is no address, the reference as it is.
    public static String resolve(@Nullable String base, String reference) {
        var clean = reference.strip();
        if (base == null || clean.length() > LONGEST || base.length() > LONGEST) {
            return clean;
        }
        var to = Parts.of(clean);
        var from = Parts.of(base.strip());
        if (!to.scheme().isEmpty() || from.scheme().isEmpty() || isOpaque(from)) {
            return clean;
        }
        if (!to.authority().isEmpty()) {
            return from.scheme() + clean;
        }
        var start = from.scheme() + from.authority();
        if (to.path().isEmpty()) {
            var query = to.query().isEmpty() ? from.query() : to.query();
            return start + from.path() + query + to.fragment();
        }
        var path = to.path().startsWith("/") ? to.path() : directory(from) + to.path();
        return start + withoutDots(path) + to.query() + to.fragment();
    }

    /// Whether it is an address on the web.
    static boolean isWeb(String address) {
        var start = address.substring(0, Math.min(8, address.length())).toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    private static boolean isOpaque(Parts base) {
        return base.authority().isEmpty() && !base.path().startsWith("/");
    }

    private static String directory(Parts base) {
        int slash = base.path().lastIndexOf('/');
        return slash < 0 ? "/" : base.path().substring(0, slash + 1);
    }

    /// RFC 3986 section 5.2.4.
    private static String withoutDots(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        var out = new StringBuilder(path.length());
        for (int at = 0; at < path.length(); ) {
            int next = path.indexOf('/', at + 1);
            int end = next < 0 ? path.length() : next;
            var segment = path.substring(at, end);
            if (segment.equals("/..")) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            }
            boolean dots = segment.equals("/.") || segment.equals("/..");
            if (!dots) {
                out.append(segment);
            } else if (end == path.length()) {
                out.append('/');
            }
            at = end;
        }
        return out.toString();
    }
}
