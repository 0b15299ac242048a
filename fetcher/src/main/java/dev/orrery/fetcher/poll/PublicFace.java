package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person would care about of a feed. Where it changes, the feed's status is announced at once; its times alone
/// are announced once in a while.
record PublicFace(
        String url,
        @Nullable String formerUrls,
        State state,
        String reason,
        @Nullable Integer status,
        @Nullable String title,
        @Nullable String site,
        @Nullable String format,
        @Nullable String language,
        @Nullable String hub,
        @Nullable String pushNote,
        @Nullable Instant lastNewEntryAt) {
    private static final Duration TIMES_ALONE = Duration.ofHours(1);

    static PublicFace of(Feed feed) {
        return new PublicFace(
                feed.url,
                feed.formerUrls,
                feed.state,
                feed.reason,
                feed.status,
                feed.title,
                feed.site,
                feed.format,
                feed.language,
                feed.hub,
                feed.pushNote,
                feed.lastNewEntryAt);
    }

    @Nullable
    Instant announceAt(Feed feed, Instant now) {
        if (!equals(of(feed)) || feed.announcedAt == null) {
            return now;
        }
        return feed.announceAt != null ? feed.announceAt : feed.announcedAt.plus(TIMES_ALONE);
    }
}
