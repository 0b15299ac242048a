package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.web.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A web page where a feed is expected.
final class WebPage {
    private static final int HEAD = 1024;

    private WebPage() {}

    /// Why a document is no feed. Where a feed has become a web page, its owner is to know: the domain may have been
    /// lost.
    static String explain(FeedParser.NotAFeed no, Feed feed, Answer.Document document) {
        return feed.lastSuccessAt == null || !isOne(document.body())
                ? no.reason()
                : ("The address answers with a web page where the feed was until %s:"
                                + " the site was rebuilt, or the domain expired and is parked.")
                        .formatted(Words.day(feed.lastSuccessAt));
    }

    static boolean isOne(byte[] body) {
        var head = new String(body, 0, Math.min(HEAD, body.length), StandardCharsets.ISO_8859_1)
                .replaceFirst("^\u00EF\u00BB\u00BF", "")
                .replaceAll("(?s)<!--.*?-->|<\\?.*?\\?>", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return head.startsWith("<!doctype html") || head.startsWith("<html");
    }
}
