package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.State;
import dev.orrery.fetcher.poll.PollSchedule.Trouble;
import dev.orrery.fetcher.web.Answer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the schedule is asked after a poll: which of its rules applies, and on what.
final class NextPoll {
    private NextPoll() {}

    /// @param feed as it was before the poll
    static PollSchedule.Next of(PollSchedule schedule, Feed feed, PollOutcome outcome, Answer answer, Instant now) {
        var habits = Habits.of(feed);
        var retryAfter = retryAfter(answer);
        return switch (outcome) {
            case PollOutcome.Updated updated ->
                schedule.afterAnswer(
                        feed.id,
                        habits.after(updated.answered(), updated.feed(), updated.fresh(), now),
                        retryAfter,
                        feed.pushUntil,
                        now);
            case PollOutcome.NotModified(var answered) ->
                schedule.afterAnswer(feed.id, habits.after(answered), retryAfter, feed.pushUntil, now);
            case PollOutcome.RateLimited limited ->
                schedule.afterLimit(feed.id, limited.status(), limited.strikes(), retryAfter, now);
            case PollOutcome.Gone _ -> {
                var since = feed.goneSince == null ? now : feed.goneSince;
                yield schedule.afterGone(feed.id, FeedUpdate.hasEnded(since, feed.gonePolls + 1, now), now);
            }
            case PollOutcome.Failed _ when feed.state == State.GONE -> schedule.afterGone(feed.id, true, now);
            case PollOutcome.Failed failed ->
                schedule.afterFailure(
                        feed.id,
                        habits,
                        new Trouble(
                                feed.failures + 1,
                                feed.lastSuccessAt == null && mayBeAHiccup(answer),
                                retryAfter,
                                failed.status() == null ? 0 : failed.status()),
                        now);
        };
    }

    private static boolean mayBeAHiccup(Answer answer) {
        return switch (answer) {
            case Answer.Unreachable unreachable ->
                switch (unreachable.step()) {
                    case DNS, CONNECT, TLS, EXCHANGE, OURSELVES -> true;
                    case ADDRESS, GUARD, REDIRECT -> false;
                };
            case Answer.Refused refused -> refused.status() >= 500 || refused.status() == 408;
            case Answer.Document _, Answer.NotModified _ -> false;
        };
    }

    private static @Nullable Duration retryAfter(Answer answer) {
        return switch (answer) {
            case Answer.Document document -> document.hints().retryAfter();
            case Answer.NotModified same -> same.hints().retryAfter();
            case Answer.Refused refused -> refused.hints().retryAfter();
            case Answer.Unreachable _ -> null;
        };
    }
}
