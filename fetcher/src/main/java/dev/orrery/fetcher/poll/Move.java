package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.web.Hop;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feed's server says that the feed is elsewhere for good (301 or 308, RFC 9110 sections 15.4.2 and 15.4.9).
///
/// That is believed when the server has said the same for [#DAYS_OF_AGREEMENT], in [#POLLS_OF_AGREEMENT] polls at
/// least: redirects that are taken back within hours are a slip that everyone makes once. From http to https of the
/// same address it is believed at once; from https to http never, as that gives up more than it saves. 302, 303 and 307
/// are followed each time and change nothing.
///
/// @param to     the address after the permanent redirects that come first, without a fragment
/// @param atOnce whether it is the same address by https
record Move(String to, boolean atOnce) {
    static final Duration DAYS_OF_AGREEMENT = Duration.ofDays(3);
    static final int POLLS_OF_AGREEMENT = 3;

    static @Nullable Move of(String feedUrl, List<Hop> hops) {
        if (hops.isEmpty() || !isSame(feedUrl, hops.getFirst().from())) {
            return null;
        }
        String to = null;
        for (var hop : hops) {
            if (!hop.permanent()) {
                break;
            }
            to = hop.to();
        }
        if (to == null) {
            return null;
        }
        var target = to.replaceFirst("#.*", "");
        if (uri(target) == null
                || isSame(feedUrl, target)
                || (feedUrl.startsWith("https:") && !target.startsWith("https:"))) {
            return null;
        }
        return new Move(target, isSame(byHttps(feedUrl), target));
    }

    static boolean isAgreed(Instant since, int polls, Instant now) {
        return polls >= POLLS_OF_AGREEMENT && !since.plus(DAYS_OF_AGREEMENT).isAfter(now);
    }

    /// The same address by https where it is by http and on the usual port, and the other way about.
    static @Nullable String twin(String url) {
        if (url.startsWith("http://")) {
            return URI.create(url).getPort() < 0 ? byHttps(url) : null;
        }
        return url.startsWith("https://") && URI.create(url).getPort() < 0
                ? "http://" + url.substring("https://".length())
                : null;
    }

    private static String byHttps(String url) {
        return url.startsWith("http://") ? "https://" + url.substring("http://".length()) : url;
    }

    /// Clients differ in which characters of an address they escape.
    private static boolean isSame(String one, String other) {
        return one.equals(other) || plain(one).equals(plain(other));
    }

    private static String plain(String url) {
        var uri = uri(url);
        return uri == null ? url : uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + "?" + uri.getQuery();
    }

    /// Null where it is not an address that could be kept as a feed's.
    private static @Nullable URI uri(String url) {
        try {
            var uri = new URI(url);
            return uri.getHost() == null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
