package dev.orrery.fetcher.discover;

import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// What a feed is to the site it belongs to, as its address and title have it; best first.
public enum Standing {
    /// Of the very part of the site that was asked for: a category, an author, a blog among others.
    ASKED_FOR,
    MAIN,
    /// Of a category, tag or author that nobody asked for.
    PART,
    COMMENTS;

    private static final Pattern COMMENTS_PATH =
            Pattern.compile("/(comments|comment|replies|kommentare)(/|\\.|$)|[?&]withcomments|comments?-?(feed|rss)");
    private static final Pattern COMMENTS_TITLE =
            Pattern.compile("\\b(comments?|replies|kommentar\\w*|commentaires|comentarios|reacties)\\b|コメント");
    private static final Pattern PART_PATH =
            Pattern.compile("/(tags?|category|categories|topics?|authors?|label|labels|search|-)/");

    static Standing of(HttpUrl feed, @Nullable String title, HttpUrl asked) {
        var address = (feed.encodedPath() + (feed.encodedQuery() == null ? "" : "?" + feed.encodedQuery()))
                .toLowerCase(Locale.ROOT);
        var name = title == null ? "" : title.toLowerCase(Locale.ROOT);
        if (COMMENTS_PATH.matcher(address).find()
                || COMMENTS_TITLE.matcher(name).find()) {
            return COMMENTS;
        }
        var part = asked.encodedPath().toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        boolean within = !part.isEmpty() && (address.startsWith(part + "/") || address.startsWith(part + "."));
        if (within && feed.host().equals(asked.host())) {
            return ASKED_FOR;
        }
        return PART_PATH.matcher(address).find() ? PART : MAIN;
    }
}
