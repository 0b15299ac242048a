package dev.orrery.enricher.enrich;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A link without what differs between two ways to the same post, to compare links by and not to follow.
///
/// The scheme becomes `https`, host names lower case; default ports, the fragment, tracking parameters and an empty
/// query go. `www.` and a slash at the end stay: there are sites where they make a difference.
///
/// `http://Example.org:80/post?utm_source=rss&p=1#more` → `https://example.org/post?p=1`
final class CanonicalLink {
    private static final Pattern PARTS = Pattern.compile("https?://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");
    private static final Pattern DEFAULT_PORT = Pattern.compile(":(?:80|443)$");
    private static final Set<String> TRACKING = Set.of("fbclid", "gclid", "mc_cid", "mc_eid", "igshid");

    private CanonicalLink() {}

    /// @param link absolute, as [dev.orrery.enricher.sanitize.Addresses] writes it
    static String of(String link) {
        var parts = PARTS.matcher(link);
        if (!parts.matches()) {
            return link;
        }
        var host = DEFAULT_PORT.matcher(parts.group(1).toLowerCase(Locale.ROOT)).replaceFirst("");
        var path = parts.group(2).isEmpty() ? "/" : parts.group(2);
        var query = parts.group(3) == null ? "" : withoutTracking(parts.group(3));
        return "https://" + host + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static String withoutTracking(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !isTracking(parameter))
                .collect(Collectors.joining("&"));
    }

    private static boolean isTracking(String parameter) {
        int equals = parameter.indexOf('=');
        var name = equals < 0 ? parameter : parameter.substring(0, equals);
        return name.isEmpty() || name.startsWith("utm_") || TRACKING.contains(name);
    }
}
