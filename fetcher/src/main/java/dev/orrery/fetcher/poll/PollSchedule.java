package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a feed is polled next. Pure: the same feed, time and answers always give the same moment, so a restart moves
/// nothing.
///
/// A feed is looked at about twice as often as it posts, between [#shortest] and [#longest]. Nobody's wish brings us
/// sooner; wishes to come later are obeyed: `Retry-After` whatever it says; HTTP freshness, else the document's `ttl`
/// or `sy:updatePeriod`, up to [#WISH_AT_MOST], as many are templates that nobody has thought about; `skipHours` and
/// `skipDays` unless they leave no hour at all. A server that gives no validators has to send the whole document each
/// time, so it is asked once in [#WITHOUT_VALIDATORS].
///
/// Each feed has a phase within its interval, taken from its id, and is polled when that comes round. So feeds that
/// were added together drift apart at once and stay apart.
///
/// @param shortest between two polls of a feed that answers, and the first pause after a failure
/// @param longest  between two polls of a feed that answers, and the longest pause after failures
public record PollSchedule(Duration shortest, Duration longest) {
    /// As the fetcher is configured where nobody says otherwise.
    public static final PollSchedule USUAL = new PollSchedule(Duration.ofMinutes(30), Duration.ofHours(24));

    private static final Duration DAY = Duration.ofDays(1);
    static final Duration WISH_AT_MOST = DAY;
    static final Duration WITHOUT_VALIDATORS = DAY;
    static final Duration WITH_PUSH = DAY;
    static final Duration AFTER_THE_END = Duration.ofDays(7);
    private static final Duration AT_LEAST_AS_ASKED = Duration.ofMinutes(1);
    private static final Duration MOST_JITTER = Duration.ofMinutes(30);

    /// A new feed's owner sits in front of it: what may be a hiccup is tried again before the usual back-off begins.
    private static final List<Duration> NEW_AND_STUMBLING = List.of(Duration.ofMinutes(3), Duration.ofMinutes(10));

    /// All feeds at the same pace.
    public PollSchedule(Duration interval) {
        this(interval, interval);
    }

    public PollSchedule {
        if (longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("the longest interval is shorter than the shortest");
        }
    }

    /// @param pace    which rule it follows from
    /// @param because a sentence for people
    public record Next(Instant at, Pace pace, String because) {}

    /// After an answer that was good for something.
    ///
    /// @param retryAfter what it asked for all the same
    /// @param pushUntil  how long news come by push
    Next afterAnswer(
            String feedId, Habits habits, @Nullable Duration retryAfter, @Nullable Instant pushUntil, Instant now) {
        var nexts = new ArrayList<Next>();
        nexts.add(learned(feedId, habits, now));
        var wish = wish(feedId, habits, now);
        if (wish != null) {
            nexts.add(wish);
        }
        if (!habits.validators()) {
            nexts.add(new Next(
                    later(feedId, WITHOUT_VALIDATORS, now),
                    Pace.COSTLY,
                    "Its server gives nothing to recognise a document by, so each poll costs it the whole feed:"
                            + " once a day has to do."));
        }
        if (pushUntil != null && pushUntil.isAfter(now)) {
            var daily = later(feedId, WITH_PUSH, now);
            nexts.add(new Next(
                    daily.isBefore(pushUntil) ? daily : pushUntil,
                    Pace.PUSH,
                    "News come by push; once a day it is looked whether any was missed."));
        }
        if (retryAfter != null) {
            nexts.add(asked(feedId, retryAfter, 200, now));
        }
        return outsideSkipped(latest(nexts), habits, feedId);
    }

    /// A poll of which nothing came.
    ///
    /// @param inARow     how many did, this one included
    /// @param stumbling  the feed is new, and it may be a hiccup
    /// @param retryAfter what the server asked for, if anything
    /// @param status     0 where there was no answer
    record Trouble(int inARow, boolean stumbling, @Nullable Duration retryAfter, int status) {}

    Next afterFailure(String feedId, Habits habits, Trouble trouble, Instant now) {
        int failures = trouble.inARow();
        int early = trouble.stumbling() ? NEW_AND_STUMBLING.size() : 0;
        var pause =
                failures > early ? backOff(failures - early) : shorter(NEW_AND_STUMBLING.get(failures - 1), shortest);
        var because = failures == 1
                ? "The last poll failed; it is tried again after %s.".formatted(Words.duration(pause))
                : "%d polls in a row failed; it is tried again after %s, and the pause doubles each time, up to %s."
                        .formatted(failures, Words.duration(pause), Words.duration(longest));
        var next = new Next(later(feedId + failures, pause, now), Pace.BACK_OFF, because);
        if (trouble.retryAfter() != null) {
            next = latest(List.of(next, asked(feedId, trouble.retryAfter(), trouble.status(), now)));
        }
        return outsideSkipped(next, habits, feedId);
    }

    /// When a host that wants to be left alone is asked again, by this feed or another.
    ///
    /// The first time it is taken at its word; from the second time in a row on the pause doubles too, as a server
    /// that says “in two minutes” all day means something else.
    ///
    /// @param strikes how often it has asked in a row
    Next afterLimit(String feedId, int status, int strikes, @Nullable Duration retryAfter, Instant now) {
        var pause = backOff(retryAfter == null ? strikes : strikes - 1);
        var unasked = new Next(
                later(feedId + strikes, pause, now),
                Pace.OVERLOADED,
                "Its server is overloaded (%d) and does not say for how long; it is left alone for %s."
                        .formatted(status, Words.duration(pause)));
        if (retryAfter == null) {
            return unasked;
        }
        var asked = asked(feedId, retryAfter, status, now);
        return strikes == 1 ? asked : latest(List.of(unasked, asked));
    }

    /// As [#afterLimit], for another feed of the host: not all of them at the same moment.
    static Next afterNeighboursLimit(String feedId, String host, Next limit, Instant now) {
        var held = Duration.between(now, limit.at());
        return new Next(
                limit.at().plus(Duration.between(now.plus(held), later(feedId, held, now))),
                Pace.NEIGHBOUR,
                "Another feed of %s was answered: %s".formatted(host, limit.because()));
    }

    /// @param ended whether the server has said so for long enough
    Next afterGone(String feedId, boolean ended, Instant now) {
        return ended
                ? new Next(
                        later(feedId, AFTER_THE_END, now),
                        Pace.ENDED,
                        "The feed is gone for good; once a week it is looked whether that is still so.")
                : new Next(
                        later(feedId, DAY, now),
                        Pace.END_DOUBTED,
                        "Its server says that the feed is gone; it is asked daily whether that is meant.");
    }

    private Next learned(String feedId, Habits habits, Instant now) {
        var gap = habits.gapAt(now);
        var atFirst = shorter(shortest.multipliedBy(2), longest);
        var half = gap == null ? atFirst : rounded(gap.dividedBy(2));
        boolean known = habits.usualGap() != null;
        var interval = known || half.compareTo(atFirst) > 0 ? half : atFirst;
        return new Next(
                inPhase(feedId, interval, now),
                gap != null && known ? Pace.RHYTHM : Pace.LEARNING,
                gap != null && known
                        ? "It posts about every %s and is looked at every %s."
                                .formatted(Words.duration(gap), Words.duration(interval))
                        : "How often it posts is not known yet; it is looked at every %s."
                                .formatted(Words.duration(interval)));
    }

    /// What the server or the document asks for, where that is longer than our shortest interval.
    private @Nullable Next wish(String feedId, Habits habits, Instant now) {
        var fresh = habits.freshFor();
        if (fresh != null && fresh.compareTo(shortest) > 0) {
            return wish(feedId, fresh, Pace.FRESHNESS, "Its server says that the answer is good for %s", now);
        }
        var rhythm = habits.rhythm();
        if (rhythm.ttl() != null) {
            return wish(feedId, rhythm.ttl(), Pace.WISH, "The feed asks by its ttl to be left alone for %s", now);
        }
        return rhythm.update() == null
                ? null
                : wish(feedId, rhythm.update(), Pace.WISH, "The feed says that it is renewed every %s", now);
    }

    private static Next wish(String feedId, Duration wish, Pace pace, String words, Instant now) {
        var obeyed = shorter(wish, WISH_AT_MOST);
        var said = words.formatted(Words.duration(wish));
        return new Next(
                later(feedId, obeyed, now),
                pace,
                obeyed.equals(wish)
                        ? said + "."
                        : said + "; we wait for %s at most.".formatted(Words.duration(obeyed)));
    }

    private static Next asked(String feedId, Duration retryAfter, int status, Instant now) {
        var at = later(feedId, longer(retryAfter, AT_LEAST_AS_ASKED), now);
        return new Next(
                at,
                Pace.RETRY_AFTER,
                "Asked to wait until %s by Retry-After, %d.".formatted(Words.time(at, now), status));
    }

    /// Half an hour, doubled with each further failure, up to the longest.
    private Duration backOff(int failures) {
        return shorter(shortest.multipliedBy(1L << Math.clamp(failures - 1L, 0, 20)), longest);
    }

    /// Down to a step that people have a word for: doublings of the shortest interval, and one and a half of each.
    /// Steps keep the phase where an estimate wavers.
    private Duration rounded(Duration wanted) {
        var step = shortest;
        while (step.multipliedBy(2).compareTo(wanted) <= 0 && step.compareTo(longest) < 0) {
            step = step.multipliedBy(2);
        }
        var between = step.multipliedBy(3).dividedBy(2);
        return shorter(between.compareTo(wanted) <= 0 ? between : step, longest);
    }

    /// When the feed's phase comes round next, but not before three quarters of the interval have gone by, and not
    /// after five: a feed that is far from its phase comes nearer with each poll.
    private static Instant inPhase(String feedId, Duration interval, Instant now) {
        long length = Math.max(8, interval.toMillis());
        long earliest = now.toEpochMilli() + length * 3 / 4;
        long inPhase = earliest + Math.floorMod(phase(feedId, length) - earliest, length);
        long latest = now.toEpochMilli() + length * 9 / 8 + phase(feedId + "late", length / 8);
        return Instant.ofEpochMilli(Math.min(inPhase, latest));
    }

    /// Not before the wait is over, and a little later, each feed by a time of its own.
    private static Instant later(String salt, Duration wait, Instant now) {
        long most = Math.min(wait.toMillis() / 20, MOST_JITTER.toMillis());
        return now.plus(wait).plusMillis(phase(salt, Math.max(1, most)));
    }

    /// The first moment outside the hours and days in which the feed is not to be read.
    private static Next outsideSkipped(Next next, Habits habits, String feedId) {
        var at = habits.outsideSkipped(
                next.at(), phase(feedId, Duration.ofMinutes(30).toMillis()));
        return at.equals(next.at())
                ? next
                : new Next(at, Pace.SKIPPED, "The feed asks by skipHours or skipDays not to be read before this hour.");
    }

    private static Next latest(List<Next> nexts) {
        return nexts.stream().max(Comparator.comparing(Next::at)).orElseThrow();
    }

    private static long phase(String feedId, long length) {
        // Spreads String's hash, whose low bits differ little between ids of one alphabet.
        return Math.floorMod((feedId.hashCode() * 0x9E3779B97F4A7C15L) >>> 16, length);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
