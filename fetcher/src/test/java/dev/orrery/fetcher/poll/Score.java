package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.FeedRequest;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Validators;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What one scripted feed has seen of us.
final class Score {
    private static final Duration DAY = Duration.ofDays(1);

    /// Between an add and what would be a second poll for it.
    private static final Duration ONE_ADD = Duration.ofMinutes(20);

    private final ScriptedFeed feed;
    private final Instant addedAt;
    private final Map<String, Duration> delays = new HashMap<>();
    private Instant waitUntil = Instant.EPOCH;
    private Instant planned = Instant.EPOCH;
    private Instant lastUnconditional = Instant.EPOCH;
    private Instant lastSuccess = Instant.EPOCH;
    private boolean hasAnswered;
    private boolean hasGivenValidators;
    private int polls;
    private int unconditional;
    private int unconditionalWithoutNeed;
    private int whileToldToWait;
    private int beforeItWasDue;
    private int twiceForOneAdd;

    Score(ScriptedFeed feed, Instant addedAt) {
        this.feed = feed;
        this.addedAt = addedAt;
    }

    ScriptedFeed feed() {
        return feed;
    }

    Instant addedAt() {
        return addedAt;
    }

    int polls() {
        return polls;
    }

    /// Polls without any validator, but for those before the first answer, which there is nothing to validate with.
    int unconditional() {
        return unconditional;
    }

    int unconditionalWithoutNeed() {
        return unconditionalWithoutNeed;
    }

    int whileToldToWait() {
        return whileToldToWait;
    }

    int beforeItWasDue() {
        return beforeItWasDue;
    }

    int twiceForOneAdd() {
        return twiceForOneAdd;
    }

    /// Of the posts that were published while we looked, in ascending order.
    List<Duration> delays() {
        return delays.values().stream().sorted().toList();
    }

    /// Posts that were out when we last read the feed, and which nobody has seen: they had left the document by then.
    long missed() {
        return feed.posts().stream()
                        .filter(post -> post.isAfter(addedAt) && !post.isAfter(lastSuccess))
                        .count()
                - delays.size();
    }

    void asked(FeedRequest request, Instant now, Instant hostHeldUntil) {
        polls++;
        if (now.isBefore(planned)) {
            beforeItWasDue++;
        }
        if (now.isBefore(waitUntil) || now.isBefore(hostHeldUntil) || isSkipped(now)) {
            whileToldToWait++;
        }
        if (hasAnswered && now.isBefore(lastSuccess.plus(ONE_ADD))) {
            twiceForOneAdd++;
        }
        if (hasAnswered && request.validators().equals(Validators.NONE)) {
            unconditional++;
            if (hasGivenValidators || now.isBefore(lastUnconditional.plus(DAY))) {
                unconditionalWithoutNeed++;
            }
            lastUnconditional = now;
        }
    }

    void answered(Answer answer, Instant now, Consumer<Instant> holdHost) {
        switch (answer) {
            // A web page is no success, and has no say in when to come again.
            case Answer.Document document when "text/html".equals(document.contentType()) -> {}
            case Answer.Document document -> {
                succeeded(document.validators(), now);
                told(document.hints(), now);
            }
            case Answer.NotModified same -> {
                succeeded(same.validators(), now);
                told(same.hints(), now);
            }
            case Answer.Refused refused -> {
                var retryAfter = refused.hints().retryAfter();
                if (retryAfter != null) {
                    holdHost.accept(now.plus(retryAfter));
                }
            }
            case Answer.Unreachable _ -> {}
        }
    }

    void planned(Instant next) {
        planned = next;
    }

    void seen(String guid, Instant now) {
        var published = feed.publishedAt(guid);
        if (published.isAfter(addedAt)) {
            delays.putIfAbsent(guid, Duration.between(published, now));
        }
    }

    private void succeeded(Validators validators, Instant now) {
        hasAnswered = true;
        hasGivenValidators = !validators.equals(Validators.NONE);
        lastSuccess = now;
    }

    /// A server's or a document's wish counts for a day at most.
    private void told(Hints hints, Instant now) {
        var wish = feed.temper().channel().contains("<ttl>720")
                ? Duration.ofHours(12)
                : feed.temper().channel().contains("weekly") ? DAY : Duration.ZERO;
        var fresh = hints.freshFor() == null ? wish : hints.freshFor();
        waitUntil = now.plus(fresh.compareTo(DAY) > 0 ? DAY : fresh);
    }

    private boolean isSkipped(Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        boolean weekend = at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
        var channel = feed.temper().channel();
        // The first poll cannot know.
        return hasAnswered
                && ((channel.contains("skipHours") && at.getHour() < 8) || (channel.contains("skipDays") && weekend));
    }
}
