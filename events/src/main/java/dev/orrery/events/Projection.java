package dev.orrery.events;

/// Names in MongoDB, where the enricher writes and the publisher reads.
///
/// Every document has `_id` (the record's key), `rev` (an opaque guard: whoever replaces a document names the `rev`
/// that was read) and `value` (the record as JSON, times as RFC 3339 strings), and beside them copies of what queries
/// ask for. MongoDB is a projection of the topics: it may be emptied at any time and comes back.
public final class Projection {
    /// `_id` entry id; `feedId`; `revision`; `withdrawn`, true where there is no `value`.
    public static final String ENTRIES = "entries";

    /// `_id` planet/entry id; `planet`, `entryId`, `feedId`, `subscription`, `outcome`, `rankAt` as a date. A
    /// document with `gone` stands in the place of a placement whose tombstone is being produced; it has no
    /// `outcome`.
    public static final String PLACEMENTS = "placements";

    /// `_id` slug; `feedIds`; `revision`; `deleted`, true where there is no `value`.
    public static final String PLANETS = "planets";

    /// `_id` feed id; `deleted`, true where there is no `value`.
    public static final String FEEDS = "feeds";

    /// `_id` planet/entry id; `undone`, true where there is no `value`.
    public static final String VERDICTS = "verdicts";

    /// What decisions across entries look at: the enricher's own, and of no use to readers.
    public static final String GROUPS = "groups";

    /// `_id` topic-partition; `offset`: the next record to read.
    public static final String POSITIONS = "positions";

    private Projection() {}
}
