package dev.orrery.fetcher.poll;

import dev.orrery.events.RawEntry;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is remembered of an entry: enough to tell whether it changed, and what is set once and for all.
@Entity
public class SeenEntry {
    @Id
    String entryId;

    String feedId;

    @Enumerated(EnumType.STRING)
    RawEntry.Key.Kind keyKind;

    String keyValue;
    int revision;

    /// Of the record's whole source.
    String contentHash;

    /// Of title and text alone: when it changes, the entry was edited.
    String textHash;

    /// In the document in which this revision was seen.
    int position;

    Instant firstSeenAt;
    Instant rankAt;
    Instant seenAt;

    @Nullable
    Instant editedAt;

    /// Hash of this revision's record (see [Ledger]) while it is not known to have reached Kafka. It may have, so the
    /// same revision is only ever sent again with the same bytes.
    @Nullable
    String pendingHash;

    @SuppressWarnings("NullAway.Init")
    protected SeenEntry() {}

    /// An entry that nobody saw before.
    SeenEntry(String entryId, String feedId, RawEntry.Key key, Instant firstSeenAt, Instant rankAt) {
        this.entryId = entryId;
        this.feedId = feedId;
        this.keyKind = key.kind();
        this.keyValue = key.value();
        this.firstSeenAt = firstSeenAt;
        this.rankAt = rankAt;
        this.seenAt = firstSeenAt;
        this.contentHash = "";
        this.textHash = "";
    }

    RawEntry.Key key() {
        return new RawEntry.Key(keyKind, keyValue);
    }
}
