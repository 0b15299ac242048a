package dev.orrery.enricher.sanitize;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/// Pictures and frames that nobody is meant to see: they count readers.
final class Trackers {
    /// Hosts that serve nothing but pixels, or buttons that report who looked at them; with all hosts below them.
    private static final Set<String> HOSTS = Set.of(
            "a8.net",
            "ad.doubleclick.net",
            "amazon-adsystem.com",
            "analytics.google.com",
            "analytics.twitter.com",
            "api.flattr.com",
            "assoc-amazon.ca",
            "assoc-amazon.co.uk",
            "assoc-amazon.com",
            "assoc-amazon.de",
            "assoc-amazon.fr",
            "b.scorecardresearch.com",
            "bat.bing.com",
            "c.statcounter.com",
            "cloudflareinsights.com",
            "clustrmaps.com",
            "counter.yadro.ru",
            "eotrx.substackcdn.com",
            "feedads.g.doubleclick.net",
            "feedsportal.com",
            "google-analytics.com",
            "googleads.g.doubleclick.net",
            "googlesyndication.com",
            "googletagmanager.com",
            "goatcounter.com",
            "histats.com",
            "hits.seeyoufarm.com",
            "mc.yandex.ru",
            "pagead2.googlesyndication.com",
            "pheedo.com",
            "pixel.quantserve.com",
            "pixel.wp.com",
            "plausible.io",
            "px.ads.linkedin.com",
            "rss.buysellads.com",
            "s.pixfuture.com",
            "scorecardresearch.com",
            "secure.quantserve.com",
            "sitemeter.com",
            "stats.g.doubleclick.net",
            "stats.wordpress.com",
            "stats.wp.com",
            "top-fwz1.mail.ru",
            "track.hubspot.com");

    /// Hosts that serve other things too, each with a path below which it counts readers.
    private static final Pattern PLACE = Pattern.compile("https?://(?:feeds\\.feedburner\\.com/~"
            + "|feeds\\.wordpress\\.com/1\\.0/"
            + "|blogger\\.googleusercontent\\.com/tracker/"
            + "|(?:www\\.)?facebook\\.com/tr(?:[/?]|$)"
            + "|medium\\.com/_/stat"
            + "|t\\.co/i/adsct"
            + "|[^/]+\\.list-manage\\.com/track/"
            + "|[^/]*\\.met\\.vgwort\\.de/"
            + "|(?:www\\.)?google\\.com/pagead/)");

    /// All hosts above, by their last two labels: most addresses have others, and need no closer look.
    private static final Set<String> DOMAINS = Stream.concat(
                    HOSTS.stream(),
                    Stream.of(
                            "facebook.com",
                            "feedburner.com",
                            "google.com",
                            "googleusercontent.com",
                            "list-manage.com",
                            "medium.com",
                            "t.co",
                            "vgwort.de",
                            "wordpress.com"))
            .map(Trackers::domain)
            .collect(Collectors.toUnmodifiableSet());

    /// Software that counts readers, on any host.
    private static final Pattern COUNTER =
            Pattern.compile("https?://[^/]+(?::\\d+)?/(?:[^?#]*/)?(?:piwik|matomo)\\.php\\?");

    private static final Pattern TINY =
            Pattern.compile("(?i)(?<![-\\w])(?:width|height)\\s*:\\s*[01](?:\\.0*)?(?:px)?\\s*(?:;|$|!)");
    private static final Pattern INVISIBLE =
            Pattern.compile("(?i)(?<![-\\w])(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)");
    private static final Pattern PIXEL = Pattern.compile("\\s*0*[01](?:\\.\\d*)?(?:px)?\\s*");

    private Trackers() {}

    static boolean isTracker(Element image, String address) {
        return isHidden(image) || isKnown(address);
    }

    /// Too small to be seen, or not shown.
    static boolean isHidden(Element element) {
        return isPixel(Given.value(element, "width"))
                || isPixel(Given.value(element, "height"))
                || hides(Given.value(element, "style"));
    }

    static boolean isKnown(String address) {
        int start = address.indexOf("://") + "://".length();
        int end = start;
        while (end < address.length() && "/?#:".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        var host = address.substring(start, end);
        return (DOMAINS.contains(domain(host))
                        && (isKnownHost(host) || PLACE.matcher(address).lookingAt()))
                || (address.contains(".php?") && COUNTER.matcher(address).lookingAt());
    }

    private static String domain(String host) {
        return host.substring(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
    }

    private static boolean isKnownHost(String host) {
        for (int at = 0; at >= 0; at = host.indexOf('.', at) + 1) {
            if (HOSTS.contains(host.substring(at))) {
                return true;
            }
            if (host.indexOf('.', at) < 0) {
                return false;
            }
        }
        return false;
    }

    private static boolean isPixel(String length) {
        return !length.isEmpty()
                && length.charAt(0) <= '1'
                && PIXEL.matcher(length).matches();
    }

    private static boolean hides(String style) {
        return mayHide(style)
                && (TINY.matcher(style).find() || INVISIBLE.matcher(style).find());
    }

    /// Whether any value begins as `0`, `1`, `none` or `hidden` do.
    private static boolean mayHide(String style) {
        for (int colon = style.indexOf(':'); colon >= 0; colon = style.indexOf(':', colon + 1)) {
            int at = colon + 1;
            while (at < style.length() && style.charAt(at) <= ' ') {
                at++;
            }
            if (at < style.length() && "01nNhH".indexOf(style.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
