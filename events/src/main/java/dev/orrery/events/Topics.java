package dev.orrery.events;

import dev.orrery.events.Topic.Policy;
import java.time.Duration;
import java.util.List;

/// Every topic, in one place: services create them from here, and documents and tests are checked against it.
public final class Topics {
    private static final int MIB = 1 << 20;

    /// A raw entry larger than this, as JSON, is cut by the fetcher and says so in `source.cut`.
    public static final int MAX_RAW_ENTRY_BYTES = 2 * MIB;

    /// What producers may send in one request and brokers take in one batch: room for a cut entry whose markup grew
    /// when addresses in it were made absolute.
    public static final int MAX_RECORD_BYTES = 8 * MIB;

    public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(90);

    public static final Topic<RawEntry> RAW_ENTRIES =
            new Topic<>("orrery.raw-entries", RawEntry.class, 12, Policy.COMPACT, MAX_RECORD_BYTES);
    public static final Topic<Entry> ENTRIES =
            new Topic<>("orrery.entries", Entry.class, 12, Policy.COMPACT, MAX_RECORD_BYTES);
    public static final Topic<Placement> PLACEMENTS =
            new Topic<>("orrery.placements", Placement.class, 12, Policy.COMPACT, MAX_RECORD_BYTES);
    public static final Topic<Planet> PLANETS =
            new Topic<>("orrery.planets", Planet.class, 1, Policy.COMPACT, MAX_RECORD_BYTES);
    public static final Topic<FeedStatus> FEEDS =
            new Topic<>("orrery.feeds", FeedStatus.class, 3, Policy.COMPACT, MAX_RECORD_BYTES);
    public static final Topic<Verdict> MODERATION =
            new Topic<>("orrery.moderation", Verdict.class, 3, Policy.COMPACT, MAX_RECORD_BYTES);

    /// Values are the bytes that could not be handled, whatever they are; see [DeadLetter].
    public static final Topic<byte[]> DEAD_LETTERS =
            new Topic<>("orrery.dead-letters", byte[].class, 3, Policy.TIME, MAX_RECORD_BYTES);

    /// What became of dead letters, under their ids: a mark is younger than its letter, so it is there as long.
    public static final Topic<DeadLetterMark> DEAD_LETTER_MARKS =
            new Topic<>("orrery.dead-letter-marks", DeadLetterMark.class, 1, Policy.TIME, MIB);

    /// Who is told of news by the publishers' hub, under [HubSubscription#id]. There are secrets in it: it is the
    /// publishers' own.
    public static final Topic<HubSubscription> HUB_SUBSCRIPTIONS =
            new Topic<>("orrery.hub-subscriptions", HubSubscription.class, 6, Policy.COMPACT, MIB);

    public static final List<Topic<?>> ALL = List.of(
            RAW_ENTRIES,
            ENTRIES,
            PLACEMENTS,
            PLANETS,
            FEEDS,
            MODERATION,
            DEAD_LETTERS,
            DEAD_LETTER_MARKS,
            HUB_SUBSCRIPTIONS);

    private Topics() {}
}
