package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an outcome changes of its feed. Pure: it touches the feed's fields alone.
final class FeedUpdate {
    /// A feed that could not be read for so long is called dead. It is asked on, once a day.
    static final Duration DEAD_AFTER = Duration.ofDays(30);

    /// How long a feed that has moved is shown as such.
    private static final Duration MOVED_FOR = Duration.ofDays(30);

    private FeedUpdate() {}

    static void apply(Feed feed, PollOutcome outcome, PollSchedule.Next next, Instant now) {
        feed.lastPollAt = now;
        feed.nextPollAt = next.at();
        feed.nextPollBecause = next.because();
        feed.pace = next.pace();
        switch (outcome) {
            case PollOutcome.Updated updated -> updated(feed, updated, now);
            case PollOutcome.NotModified(var answered) -> {
                Habits.of(feed).after(answered).store(feed);
                answered(feed, answered, now);
            }
            case PollOutcome.RateLimited limited -> {
                feed.status = limited.status();
                feed.cause = limited.cause();
                state(feed, State.WAITING, limited.reason(), now);
            }
            case PollOutcome.Gone gone -> gone(feed, gone, now);
            case PollOutcome.Failed failed -> failed(feed, failed, now);
        }
    }

    /// Takes a new address; id and entries stay.
    static void move(Feed feed, String to, String host, Instant now) {
        var before = feed.url;
        feed.formerUrls = feed.formerUrls == null ? before : feed.formerUrls + "\n" + before;
        feed.url = to;
        feed.host = host;
        feed.movedAt = now;
        stay(feed);
        if (feed.failures == 0) {
            state(feed, State.MOVED, moved(feed, now), now);
        }
    }

    private static void updated(Feed feed, PollOutcome.Updated updated, Instant now) {
        var document = updated.feed();
        Habits.of(feed)
                .after(updated.answered(), document, updated.fresh(), now)
                .store(feed);
        answered(feed, updated.answered(), now);
        feed.emitting = false;
        feed.bodyHash = updated.prints().body();
        feed.entriesHash = updated.prints().entries();
        feed.title = document.title();
        feed.site = document.site();
        feed.format = document.format();
        feed.language = document.language();
        PushedFeeds.polled(feed, updated, now);
        if (updated.fresh() > 0) {
            feed.lastNewEntryAt = now;
        }
        doubt(feed, updated.findings(), now);
        if (document.hasEnded()) {
            feed.reason += " It says that it has ended.";
        }
        if (document.left() > 0) {
            feed.reason += " It holds %d entries; the first %d of them are read."
                    .formatted(
                            document.entries().size() + document.left(),
                            document.entries().size());
        }
    }

    /// So many entries are gone at once that it may be a mistake, as it is when a feed is swapped for another.
    /// They stay until it has said so for as long as a feed has to say that it has moved.
    private static void doubt(Feed feed, Findings findings, Instant now) {
        if (findings.doubted() == 0) {
            feed.doubtedSince = null;
            feed.doubtedPolls = 0;
            return;
        }
        feed.doubtedSince = feed.doubtedSince == null ? now : feed.doubtedSince;
        feed.doubtedPolls++;
        feed.reason +=
                " %d of its %d entries are gone from it at once; they are kept, and count as withdrawn if they still are on %s."
                        .formatted(
                                findings.doubted(),
                                findings.expected(),
                                Words.day(feed.doubtedSince.plus(Move.DAYS_OF_AGREEMENT)));
    }

    private static void answered(Feed feed, Answered answered, Instant now) {
        feed.etag = answered.validators().etag();
        feed.lastModified = answered.validators().lastModified();
        feed.status = answered.status();
        feed.lastSuccessAt = now;
        feed.failures = 0;
        feed.cause = null;
        feed.goneSince = null;
        feed.gonePolls = 0;
        agree(feed, answered.move(), now);
        if (feed.movedAt != null && now.isBefore(feed.movedAt.plus(MOVED_FOR))) {
            state(feed, State.MOVED, moved(feed, feed.movedAt), now);
        } else {
            state(feed, State.OK, "The feed answers." + moving(feed), now);
        }
    }

    private static void agree(Feed feed, @Nullable Move move, Instant now) {
        if (move == null) {
            stay(feed);
        } else if (move.to().equals(feed.movingTo)) {
            feed.movingPolls++;
        } else {
            feed.movingTo = move.to();
            feed.movingSince = now;
            feed.movingPolls = 1;
        }
    }

    private static void stay(Feed feed) {
        feed.movingTo = null;
        feed.movingSince = null;
        feed.movingPolls = 0;
    }

    private static String moving(Feed feed) {
        return feed.movingTo == null || feed.movingSince == null
                ? ""
                : " Its server says since %s that it has moved to %s; that is polled instead if it still says so on %s."
                        .formatted(
                                Words.day(feed.movingSince),
                                feed.movingTo,
                                Words.day(feed.movingSince.plus(Move.DAYS_OF_AGREEMENT)));
    }

    private static String moved(Feed feed, Instant at) {
        return "The feed answers. It moved here on %s; before, it was at %s."
                .formatted(Words.day(at), feed.formerUrls().getLast());
    }

    private static void gone(Feed feed, PollOutcome.Gone gone, Instant now) {
        feed.failures++;
        feed.status = 410;
        feed.cause = gone.cause();
        feed.gonePolls++;
        feed.goneSince = feed.goneSince == null ? now : feed.goneSince;
        if (hasEnded(feed.goneSince, feed.gonePolls, now)) {
            state(
                    feed,
                    State.GONE,
                    "The server has said since %s that the feed is gone for good (410)."
                            .formatted(Words.day(feed.goneSince)),
                    now);
        } else {
            state(
                    feed,
                    State.FAILING,
                    "%s Polling ends if it still says so on %s."
                            .formatted(gone.reason(), Words.day(feed.goneSince.plus(Move.DAYS_OF_AGREEMENT))),
                    now);
        }
    }

    /// One 410 is a slip; the end is when nothing else was heard for days.
    static boolean hasEnded(Instant goneSince, int polls, Instant now) {
        return Move.isAgreed(goneSince, polls, now);
    }

    private static void failed(Feed feed, PollOutcome.Failed failed, Instant now) {
        feed.failures++;
        feed.status = failed.status();
        if (feed.state == State.GONE) {
            return;
        }
        feed.cause = failed.cause();
        var alive = Objects.requireNonNullElse(feed.lastSuccessAt, feed.addedAt);
        boolean dead = alive.plus(DEAD_AFTER).isBefore(now);
        var reason = dead
                ? "It is dead: it could not be read since %s. %s".formatted(Words.day(alive), failed.reason())
                : failed.reason();
        state(feed, State.FAILING, reason, now);
    }

    private static void state(Feed feed, State state, String reason, Instant now) {
        if (feed.state != state) {
            feed.state = state;
            feed.since = now;
        }
        feed.reason = reason;
    }
}
