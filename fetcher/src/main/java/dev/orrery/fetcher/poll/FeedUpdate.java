package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.State;
import dev.orrery.fetcher.web.Validators;
import java.time.Instant;

/// What an outcome changes of its feed.
final class FeedUpdate {
    private FeedUpdate() {}

    static void apply(Feed feed, PollOutcome outcome, PollSchedule.Next next, Instant now) {
        feed.lastPollAt = now;
        feed.nextPollAt = next.at();
        feed.nextPollBecause = next.because();
        switch (outcome) {
            case PollOutcome.Updated updated -> updated(feed, updated, now);
            case PollOutcome.NotModified notModified -> {
                answered(feed, notModified.validators(), now);
                feed.status = 304;
            }
            case PollOutcome.Failed failed -> {
                feed.failures++;
                feed.status = failed.status();
                state(feed, State.FAILING, failed.reason(), now);
            }
        }
    }

    private static void updated(Feed feed, PollOutcome.Updated updated, Instant now) {
        answered(feed, updated.validators(), now);
        feed.status = 200;
        feed.emitting = false;
        var document = updated.feed();
        feed.title = document.title();
        feed.site = document.site();
        feed.format = document.format();
        feed.language = document.language();
        PushedFeeds.polled(feed, updated, now);
        if (updated.fresh() > 0) {
            feed.lastNewEntryAt = now;
        }
        if (document.left() > 0) {
            feed.reason = "The feed answers. It holds %d entries; the first %d of them are read."
                    .formatted(
                            document.entries().size() + document.left(),
                            document.entries().size());
        }
    }

    private static void answered(Feed feed, Validators validators, Instant now) {
        feed.etag = validators.etag();
        feed.lastModified = validators.lastModified();
        feed.lastSuccessAt = now;
        feed.failures = 0;
        state(feed, State.OK, "The feed answers.", now);
    }

    private static void state(Feed feed, State state, String reason, Instant now) {
        if (feed.state != state) {
            feed.state = state;
            feed.since = now;
        }
        feed.reason = reason;
    }
}
