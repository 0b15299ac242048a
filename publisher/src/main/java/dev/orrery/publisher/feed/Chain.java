package dev.orrery.publisher.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a document of a feed hangs together with its others (RFC 5005): addresses, null where there is none.
///
/// Every view pages back to its first post (section 3). The planet's feed is archived besides (section 4): its months
/// that are over are archive documents, each with the way to the one before it, back to the first post.
///
/// @param first       the page with the newest posts
/// @param previous    the next newer page
/// @param next        the next older page
/// @param archive     whether the document is an archive document: nothing new will come into it
/// @param current     where news are
/// @param prevArchive the next older archive document
/// @param nextArchive the next newer one
record Chain(
        String first,
        @Nullable String previous,
        @Nullable String next,
        @Nullable String last,
        boolean archive,
        @Nullable String current,
        @Nullable String prevArchive,
        @Nullable String nextArchive) {
    static final String HISTORY = "http://purl.org/syndication/history/1.0";

    /// By link relation, in a fixed order. Nothing where the document is all there is.
    Map<String, String> links() {
        var links = new LinkedHashMap<String, String>();
        if (previous != null || next != null) {
            put(links, "first", first);
            put(links, "previous", previous);
            put(links, "next", next);
            put(links, "last", last);
        }
        put(links, "current", current);
        put(links, "prev-archive", prevArchive);
        put(links, "next-archive", nextArchive);
        return links;
    }

    private static void put(Map<String, String> links, String relation, @Nullable String address) {
        if (address != null) {
            links.put(relation, address);
        }
    }
}
