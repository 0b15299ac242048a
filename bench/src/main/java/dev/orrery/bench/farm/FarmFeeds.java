package dev.orrery.bench.farm;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/// Which feeds there are and how far each has come.
///
/// Sixty of a hundred are RSS 2.0, thirty-seven Atom, three RSS 1.0. Eighty of a hundred servers give both validators,
/// twelve an ETag alone, eight a Last-Modified alone; a fifth of the ETags are weak. Last-Modified is compared as nginx
/// does it by default: the same or not.
final class FarmFeeds {
    private final FarmOptions options;
    private final Documents documents;
    private final AtomicIntegerArray newest;

    FarmFeeds(FarmOptions options) {
        this.options = options;
        this.documents = new Documents(options.entries(), options.entryBytes());
        this.newest = new AtomicIntegerArray(options.feeds());
        for (int feed = 0; feed < options.feeds(); feed++) {
            newest.set(feed, options.entries());
        }
    }

    int host(int feed) {
        return feed % options.hosts();
    }

    String path(int feed) {
        return "/blog/" + feed + "/feed";
    }

    /// The feed with this path on this host; below zero where there is none.
    int feed(String path, int host) {
        if (!path.startsWith("/blog/") || !path.endsWith("/feed")) {
            return -1;
        }
        try {
            int feed = Integer.parseInt(path, "/blog/".length(), path.length() - "/feed".length(), 10);
            return feed >= 0 && feed < options.feeds() && host(feed) == host ? feed : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// Gives every one of the first so many feeds this many new entries.
    void publish(int feeds, int entries) {
        for (int feed = 0; feed < Math.min(feeds, options.feeds()); feed++) {
            newest.addAndGet(feed, entries);
        }
    }

    /// The version that a feed is at: the number of its newest entry.
    int version(int feed) {
        return newest.get(feed);
    }

    Format format(int feed) {
        int lot = lot(feed, 1);
        return lot < 60 ? Format.RSS_2_0 : lot < 97 ? Format.ATOM : Format.RSS_1_0;
    }

    @Nullable
    String etag(int feed, int version) {
        int lot = lot(feed, 2);
        return lot >= 92 ? null : (lot % 5 == 0 ? "W/\"" : "\"") + feed + "-" + version + "\"";
    }

    @Nullable
    String lastModified(int feed, int version) {
        int lot = lot(feed, 2);
        return lot >= 80 && lot < 92 ? null : Format.Dates.MAIL.format(Documents.at(feed, version));
    }

    byte[] document(int feed, int version, boolean gzip) {
        var format = format(feed);
        var site = "https://blog" + feed + ".example/";
        return gzip ? documents.gzip(format, site, feed, version) : documents.plain(format, site, feed, version);
    }

    /// From 0 to 99, the same for the same feed.
    private static int lot(int feed, int which) {
        return (int) Math.floorMod(((feed * 7 + which) * 0x9E3779B97F4A7C15L) >>> 33, 100L);
    }
}
