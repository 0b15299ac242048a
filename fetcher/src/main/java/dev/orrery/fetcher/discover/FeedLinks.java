package dev.orrery.fetcher.discover;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Which links mean a feed.
final class FeedLinks {
    private static final Set<String> TYPES = Set.of(
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/feed+json",
            "application/x.atom+xml",
            "application/x-atom+xml",
            "application/x-rss+xml",
            "application/rss",
            "application/atom",
            "text/rss+xml",
            "text/rss",
            "text/atom+xml",
            "text/rdf+xml",
            "text/xml",
            "application/xml");

    /// Said of anything that is written in them; a feed only where the address says so too. WordPress names its API as
    /// `application/json`, and a translation of a page is an alternate without a type.
    private static final Set<String> VAGUE_TYPES = Set.of("", "application/json", "application/octet-stream");

    private static final Pattern ADDRESS = Pattern.compile("/(feeds?|rss2?|atom|index\\.rdf|rss20|feedburner)(/|$)"
            + "|[/._-](rss|rss2|atom|rdf|feed)(\\.(xml|json|php|aspx?))?/?$"
            + "|[/._-](rss|atom|feed)[\\w-]*\\.(xml|json|php)$"
            + "|/index\\.xml$|[?&](feed|format)=(rss2?|atom|rdf|feed|xml)");

    private FeedLinks() {}

    /// Whether a `link` with this relation and type is a feed of the page that it stands in.
    static boolean isFeed(String relation, String type, HttpUrl url) {
        var relations = List.of(relation.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        if (relations.contains("stylesheet")) {
            return false;
        }
        int semicolon = type.indexOf(';');
        var bare = (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        if (relations.contains("feed")) {
            return true;
        }
        return relations.contains("alternate")
                && (TYPES.contains(bare) || (VAGUE_TYPES.contains(bare) && looksLikeFeed(url)));
    }

    /// Whether feeds usually have addresses like this one.
    static boolean looksLikeFeed(HttpUrl url) {
        var query = url.encodedQuery();
        var address = url.encodedPath() + (query == null ? "" : "?" + query);
        return ADDRESS.matcher(address.toLowerCase(Locale.ROOT)).find();
    }
}
