package dev.orrery.fetcher.discover;

import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/// Where sites put a feed that they name nowhere, the most usual places first.
final class WellKnown {
    private static final List<String> PLACES = List.of(
            "feed",
            "feed.xml",
            "atom.xml",
            "rss.xml",
            "index.xml",
            "rss",
            "feeds/posts/default",
            "feed.json",
            "?feed=rss2");

    private WellKnown() {}

    static HttpUrl root(HttpUrl url) {
        return url.newBuilder().encodedPath("/").query(null).fragment(null).build();
    }

    /// Of the first folder of the address too, as a blog is often one part of a site.
    static List<Candidate> candidates(HttpUrl url) {
        var root = root(url);
        var first = url.encodedPathSegments().getFirst();
        boolean folder = url.encodedPathSegments().size() > 1 && !first.isEmpty();
        var candidates = new ArrayList<Candidate>();
        for (var place : PLACES) {
            if (folder) {
                add(candidates, root, first + "/" + place);
            }
            add(candidates, root, place);
        }
        return candidates;
    }

    private static void add(List<Candidate> candidates, HttpUrl root, String place) {
        var url = root.resolve("/" + place);
        if (url != null) {
            candidates.add(new Candidate(url, How.WELL_KNOWN));
        }
    }
}
