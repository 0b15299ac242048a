package dev.orrery.publisher.page;

import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a subscription fares, in words: what is wrong since when, what its author can do, when it is looked at again.
final class FeedWords {
    /// What the fetcher says of a feed of which there is nothing to say.
    private static final String ANSWERS = "The feed answers.";

    private final Words words;
    private final Almanac almanac;

    FeedWords(Words words, Almanac almanac) {
        this.words = words;
        this.almanac = almanac;
    }

    /// In the order in which people want to know of them.
    enum Standing {
        FAILING,
        GONE,
        WAITING,
        NEW,
        FINE,
        PAUSED;

        boolean isTrouble() {
            return this == FAILING || this == GONE || this == WAITING;
        }

        /// As part of keys and class names.
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Standing standing(Subscription subscription, @Nullable FeedStatus feed) {
        if (subscription.state() == Planet.State.PAUSED) {
            return Standing.PAUSED;
        }
        if (feed == null) {
            return Standing.NEW;
        }
        return switch (feed.health().state()) {
            case NEW -> Standing.NEW;
            case OK, MOVED -> Standing.FINE;
            case WAITING -> Standing.WAITING;
            case FAILING -> Standing.FAILING;
            case GONE -> Standing.GONE;
            case PAUSED -> Standing.PAUSED;
        };
    }

    /// The state in a few words.
    String state(Subscription subscription, @Nullable FeedStatus feed) {
        var standing = standing(subscription, feed);
        if (feed == null || standing == Standing.NEW) {
            return words.say("state.new");
        }
        if (standing.isTrouble()) {
            return trouble(feed.health().cause(), feed.health().since());
        }
        if (standing == Standing.PAUSED) {
            return words.say("state.paused");
        }
        if (subscription.state() == Planet.State.PROBATION) {
            return words.say("state.probation");
        }
        boolean moved = feed.health().state() == FeedStatus.State.MOVED
                && !feed.formerUrls().isEmpty();
        return moved ? words.say("state.moved", feed.formerUrls().getLast()) : words.say("state.ok");
    }

    /// What is wrong, and since when.
    String trouble(@Nullable Cause cause, Instant since) {
        return words.say(key("cause", cause), almanac.date(since));
    }

    /// What the author of a feed in trouble can do.
    String help(@Nullable Cause cause) {
        return words.say(key("help", cause));
    }

    private String key(String about, @Nullable Cause cause) {
        var key = cause == null ? "" : about + "." + name(cause);
        return words.has(key) ? key : about + ".unknown";
    }

    /// Why the next poll is when it is; null where nobody knows.
    @Nullable
    String pace(FeedStatus feed) {
        var pace = feed.health().pace();
        var key = pace == null ? "" : "pace." + name(pace);
        return words.has(key) ? words.say(key) : null;
    }

    /// What the fetcher says, in its own words, where that is more than we can say in ours.
    static @Nullable String detail(FeedStatus feed) {
        var reason = feed.health().reason();
        var rest =
                reason.startsWith(ANSWERS) ? reason.substring(ANSWERS.length()).strip() : reason;
        return rest.isEmpty() ? null : rest;
    }

    String moment(Instant at) {
        return words.say("dateAndTime", almanac.date(at), almanac.time(at));
    }

    /// As it is called in the contract.
    private static String name(Enum<?> value) {
        return EventCodec.json().convertValue(value, String.class);
    }
}
