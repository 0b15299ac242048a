package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// A feed of the scripted web: what it has posted by when, and what its document looks like then.
///
/// @param number the how-manieth of its temper
/// @param posts  when each is published, before the story begins included
record ScriptedFeed(Temper temper, int number, String url, List<Instant> posts) {
    private static final int IN_THE_DOCUMENT = 10;

    String name() {
        return temper.name() + " " + number;
    }

    /// How many posts are out.
    int posted(Instant now) {
        int from = 0;
        int to = posts.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (posts.get(middle).isAfter(now)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    Instant publishedAt(String guid) {
        return posts.get(Integer.parseInt(guid.substring(guid.indexOf('#') + 1)));
    }

    Instant newest(Instant now) {
        return posts.get(posted(now) - 1);
    }

    /// Ends in what makes no difference to a reader, where the temper has such a habit.
    String document(Instant now) {
        var text = new StringBuilder(
                        "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>")
                .append("<title>")
                .append(name())
                .append("</title>")
                .append(temper.channel());
        int last = posted(now);
        for (int i = last - 1; i >= Math.max(0, last - IN_THE_DOCUMENT); i--) {
            text.append("<item><guid isPermaLink='false'>p#%d</guid><title>Post %d</title><pubDate>%s</pubDate></item>"
                    .formatted(i, i, posts.get(i)));
        }
        return text.append("</channel></rss>").toString();
    }

    /// The mean, over the whole story and what came before.
    Duration usualGap() {
        return Duration.between(posts.getFirst(), posts.getLast()).dividedBy(posts.size() - 1);
    }

    static String http(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
