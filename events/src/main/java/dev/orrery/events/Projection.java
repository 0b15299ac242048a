package dev.orrery.events;

/// Names in MongoDB, where the enricher writes and the publisher reads.
///
/// Every document has `_id` (the record's key), `rev` (an opaque guard: whoever replaces a document names the `rev`
/// that was read) and `value` (the record as JSON, times as RFC 3339 strings), and beside them copies of what queries
/// ask for. MongoDB is a projection of the topics: it may be emptied at any time and comes back.
///
/// There can be two generations of these collections: the live one, and one that a replay rebuilds beside it. Whoever
/// reads asks [#GENERATIONS] which one is live, reads from that one, and asks again afterwards: if another is live by
/// then, what was read may have been half gone and is read again.
public final class Projection {
    /// `_id` [#LIVE]; `generation`, the number of the live one. Where there is no such document, it is
    /// [#FIRST_GENERATION].
    public static final String GENERATIONS = "generations";

    public static final String LIVE = "live";

    public static final String GENERATION = "generation";

    public static final long FIRST_GENERATION = 1;

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

    /// A collection's name in a generation: in the first one as it is, later with the number.
    public static String collection(String name, long generation) {
        return generation == FIRST_GENERATION ? name : name + ".g" + generation;
    }
}
