package dev.orrery.fetcher.discover;

import dev.orrery.events.RawEntry.Source;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.web.Answer;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A feed, with what it said when it was found.
///
/// @param url    to subscribe to: where a permanent redirect led, if there was one, else the address that was asked
/// @param answer what the server said, as if `url` had been asked: the feed's first poll
public record FoundFeed(String url, How how, Standing standing, ParsedFeed feed, Answer.Document answer) {

    /// The entry with the latest date, or the first one where none has a date.
    public @Nullable Source newest() {
        return feed.entries().stream()
                .filter(entry -> dateOf(entry) != null)
                .max(Comparator.comparing(FoundFeed::dateOf, Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElse(feed.entries().isEmpty() ? null : feed.entries().getFirst());
    }

    /// When an entry says that it was published, or last changed where it says only that.
    public static @Nullable Instant dateOf(Source entry) {
        return entry.published() != null ? entry.published() : entry.updated();
    }

    /// Whether its entries carry their whole text, as far as a feed tells that.
    public boolean full() {
        return !feed.entries().isEmpty() && feed.entries().stream().allMatch(entry -> entry.content() != null);
    }
}
