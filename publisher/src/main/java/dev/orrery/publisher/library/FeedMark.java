package dev.orrery.publisher.library;

import dev.orrery.events.FeedStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What pages show of a feed's status. Two statuses with the same mark look the same to readers, so nothing is rendered
/// anew because a feed was merely polled again.
///
/// @param status the last HTTP status, if there was an answer
public record FeedMark(
        FeedStatus.State state,
        Instant since,
        String reason,
        FeedStatus.@Nullable Cause cause,
        @Nullable Integer status,
        @Nullable String site) {

    public static FeedMark of(FeedStatus feed) {
        var health = feed.health();
        boolean trouble =
                switch (health.state()) {
                    case FAILING, GONE -> true;
                    case NEW, OK, WAITING, MOVED, PAUSED -> false;
                };
        return new FeedMark(
                health.state(),
                health.since(),
                trouble ? health.reason() : "",
                trouble ? health.cause() : null,
                trouble ? health.status() : null,
                Web.address(feed.site()));
    }
}
