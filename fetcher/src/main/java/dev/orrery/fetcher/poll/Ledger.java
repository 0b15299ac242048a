package dev.orrery.fetcher.poll;

import dev.orrery.events.EventCodec;
import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Document;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.State;
import dev.orrery.fetcher.parse.ParsedFeed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes down what becomes of entries, and the records that tell of it. Pure: what it decides follows from its
/// arguments.
///
/// `firstSeenAt` and `rankAt` are set when an entry is first seen and never again. A revision is raised when the
/// content or the key changes, when the entry goes and when it returns; what was on its way when a fetcher died is sent
/// again as it was, byte for byte, or, where it is no longer so, as a further revision.
final class Ledger {
    private final String feedId;
    private final String feedUrl;
    private final ParsedFeed feed;
    private final Instant now;
    private final Rankings rankings;

    /// What a record says beside its source, of which it has the hash: equal frames are equal records. A
    /// withdrawal's has no document.
    private record Frame(
            String feedUrl,
            int revision,
            Instant firstSeenAt,
            Instant rankAt,
            Instant seenAt,
            @Nullable Instant editedAt,
            String contentHash,
            @Nullable Document document) {}

    /// A source, its JSON and that one's hash.
    private static final class Written {
        final Source source;
        final byte[] json;
        final String hash;

        Written(Source source) {
            this.source = source;
            this.json = EventCodec.encode(source);
            this.hash = Ids.contentHash(json);
        }

        Sighting sighting(SeenEntry seen, RawEntry record, boolean isNew) {
            return new Sighting(seen, record, json, isNew);
        }
    }

    /// @param now when the document was fetched
    Ledger(String feedId, String feedUrl, ParsedFeed feed, Instant now) {
        this.feedId = feedId;
        this.feedUrl = feedUrl;
        this.feed = feed;
        this.now = now;
        this.rankings = new Rankings(feed.entries(), now);
    }

    /// An entry that nobody saw before.
    Sighting first(Placed placed) {
        var seen = new SeenEntry(
                placed.id, feedId, placed.key, now, rankings.next(placed.source).at());
        var source = EntryCut.fit(rankings.isStamped() ? placed.source.withDates(null, null) : placed.source);
        return revise(seen, placed, new Written(source), true);
    }

    /// An entry that was seen before.
    ///
    /// @return null where there is nothing to tell
    @Nullable
    Sighting again(SeenEntry seen, Placed placed) {
        var written = new Written(EntryCut.fit(believed(seen, placed.source)));
        var updated = written.source.updated();
        if (!written.hash.equals(seen.contentHash) && updated != null && !updated.equals(seen.updated)) {
            // There are feeds that were “updated” whenever they are asked. If nothing else is new, nothing is.
            var asBefore = new Written(written.source.withDates(written.source.published(), seen.updated));
            if (asBefore.hash.equals(seen.contentHash)) {
                written = asBefore;
            }
        }
        if (written.hash.equals(seen.contentHash) && isKnownAs(seen, placed) && !seen.withdrawn) {
            if (seen.pendingHash == null) {
                return null;
            }
            if (frameHash(seen).equals(seen.pendingHash)) {
                return written.sighting(seen, record(seen, written.source), false);
            }
        }
        if (seen.textPrint != null && seen.textPrint != EntryKeys.textPrint(written.source)) {
            seen.editedAt = now;
        }
        seen.seenAt = now;
        return revise(seen, placed, written, false);
    }

    /// When an entry of the document changed last, as far as can be told.
    Instant changedAt(SeenEntry seen, Source source) {
        var said = rankings.changed(source);
        var changed = said == null || said.isBefore(seen.rankAt) ? seen.rankAt : said;
        return seen.editedAt != null && seen.editedAt.isAfter(changed) ? seen.editedAt : changed;
    }

    /// An entry that its author took back.
    ///
    /// @return null where that was told
    @Nullable
    Sighting takenBack(SeenEntry seen) {
        if (seen.withdrawn && seen.pendingHash == null) {
            return null;
        }
        if (!seen.withdrawn || !frameHash(seen).equals(seen.pendingHash)) {
            seen.withdrawn = true;
            seen.revision++;
            seen.seenAt = now;
            seen.pendingHash = frameHash(seen);
        }
        return new Sighting(seen, record(seen, null), null, false);
    }

    /// A date after the moment at which the post was first seen is none that it was published at, and no later one is
    /// believed: there are feeds whose dates are always now. The one it had stays.
    private Source believed(SeenEntry seen, Source source) {
        if (rankings.isStamped()) {
            return source.withDates(seen.published, seen.updated);
        }
        var published = source.published();
        return published == null || published.equals(seen.published) || !published.isAfter(seen.firstSeenAt)
                ? source
                : source.withDates(seen.published, source.updated());
    }

    private Sighting revise(SeenEntry seen, Placed placed, Written written, boolean isNew) {
        var source = written.source;
        seen.revision++;
        seen.withdrawn = false;
        seen.position = placed.position;
        seen.renamedId = placed.id.equals(seen.entryId) ? null : placed.id;
        // One that was too common to be remembered stays so.
        if (isNew || seen.linkAlias != null || seen.renamedId != null) {
            seen.linkAlias = placed.aliases().link();
        }
        seen.textAlias = placed.aliases().text();
        seen.titleAlias = placed.aliases().title();
        seen.published = source.published();
        seen.updated = source.updated();
        seen.contentHash = written.hash;
        seen.textPrint = EntryKeys.textPrint(source);
        seen.pendingHash = frameHash(seen);
        return written.sighting(seen, record(seen, source), isNew);
    }

    private static boolean isKnownAs(SeenEntry seen, Placed placed) {
        return placed.id.equals(seen.renamedId) || placed.id.equals(seen.entryId);
    }

    /// @param source null where it was taken back
    private RawEntry record(SeenEntry seen, @Nullable Source source) {
        return new RawEntry(
                seen.entryId,
                feedId,
                feedUrl,
                seen.revision,
                source == null ? State.WITHDRAWN : State.PRESENT,
                seen.key(),
                seen.firstSeenAt,
                seen.rankAt,
                seen.seenAt,
                seen.editedAt,
                seen.contentHash,
                document(seen),
                source);
    }

    private @Nullable Document document(SeenEntry seen) {
        return seen.withdrawn
                ? null
                : new Document(feed.format(), feed.base(), feed.site(), feed.language(), seen.position);
    }

    private String frameHash(SeenEntry seen) {
        return Ids.contentHash(EventCodec.encode(new Frame(
                feedUrl,
                seen.revision,
                seen.firstSeenAt,
                seen.rankAt,
                seen.seenAt,
                seen.editedAt,
                seen.contentHash,
                document(seen))));
    }
}
