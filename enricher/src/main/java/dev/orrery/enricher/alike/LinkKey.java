package dev.orrery.enricher.alike;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An address without all that differs between two addresses of one page, to compare posts by and not to follow.
///
/// It goes further than what readers are shown as the canonical link, because a mistake needs two feeds that the same
/// planet carries to use addresses that differ in nothing else: scheme, `www.`, `m.` and `amp.`, a slash or
/// `index.html` at the end, what marks an AMP page or its cache, tracking parameters, and fragments that name a
/// place in the page go.
///
/// `http://www.Example.org/2026/post/amp/?utm_source=rss#more` → `example.org/2026/post`
final class LinkKey {
    private static final Pattern CACHE =
            Pattern.compile("https?://(?:www\\.google\\.[a-z.]+/amp|[^/]+\\.cdn\\.ampproject\\.org/[a-z])/(?:s/)?(.+)");
    private static final Pattern PARTS = Pattern.compile("https?://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");
    private static final Pattern HOST_EXTRAS =
            Pattern.compile("^(?:www\\.|m\\.|mobile\\.|amp\\.)+(?=[^.]+\\.)|:(?:80|443)$");
    private static final Pattern PATH_END = Pattern.compile("(?:/+|/index\\.(?:html?|php)|/amp(?:\\.html)?)+$");
    private static final Pattern AMP_BEFORE_SUFFIX = Pattern.compile("\\.amp(\\.html?)$");
    private static final Pattern TRACKING = Pattern.compile(
            "(?:utm_.*|mtm_.*|pk_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hsenc|_hsmi|amp|outputtype|ref_src)(?:=.*)?|");
    private static final Pattern PLACE =
            Pattern.compile("(?:more|respond|top|comments?$|utm_|xtor|echobox|ref=|at_|intcid).*|");

    private LinkKey() {}

    /// @return null if it is no address of the web, or a site's home page, which names no post
    static @Nullable String of(String address) {
        var parts = PARTS.matcher(uncached(address));
        if (!parts.matches()) {
            return null;
        }
        var path = path(parts.group(2));
        var query = parts.group(3) == null ? "" : query(parts.group(3));
        var fragment = parts.group(4) == null || isPlace(parts.group(4)) ? "" : "#" + parts.group(4);
        if (path.isEmpty() && query.isEmpty() && fragment.length() < 3) {
            return null;
        }
        return host(parts.group(1)) + path + query + fragment;
    }

    /// A host's name without what does not tell two sites apart; empty if there is none.
    static String hostOf(@Nullable String address) {
        var parts = address == null ? null : PARTS.matcher(address);
        return parts != null && parts.matches() ? host(parts.group(1)) : "";
    }

    static String hostOfKey(String key) {
        int end = 0;
        while (end < key.length() && "/?#".indexOf(key.charAt(end)) < 0) {
            end++;
        }
        return key.substring(0, end);
    }

    private static String uncached(String address) {
        var cached = CACHE.matcher(address);
        return cached.matches() ? "https://" + cached.group(1) : address;
    }

    private static String host(String authority) {
        return HOST_EXTRAS.matcher(authority.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static String path(String path) {
        var plain = AMP_BEFORE_SUFFIX.matcher(path).replaceFirst("$1");
        return PATH_END.matcher(plain).replaceFirst("");
    }

    private static String query(String query) {
        List<String> kept = Arrays.stream(query.split("&"))
                .filter(parameter ->
                        !TRACKING.matcher(parameter.toLowerCase(Locale.ROOT)).matches())
                .sorted()
                .toList();
        return kept.isEmpty() ? "" : kept.stream().collect(Collectors.joining("&", "?", ""));
    }

    private static boolean isPlace(String fragment) {
        return PLACE.matcher(fragment.toLowerCase(Locale.ROOT)).matches();
    }
}
