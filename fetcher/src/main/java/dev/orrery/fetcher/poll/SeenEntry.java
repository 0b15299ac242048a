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

    /// The id that its present key would give it; absent where that is its own. Feeds change guids and links, and
    /// their entries stay the same.
    @Nullable
    String renamedId;

    /// See [Aliases].
    @Nullable
    Long linkAlias;

    @Nullable
    Long textAlias;

    @Nullable
    Long titleAlias;

    int revision;

    /// Its author took it back, and that was the last that was said of it.
    boolean withdrawn;

    /// Of the record's whole source.
    String contentHash;

    /// Of title and text alone, see [EntryKeys#textPrint]: when it changes, the entry was edited. Absent
    /// where the entry was last told of before there was such a thing.
    @Nullable
    Long textPrint;

    /// In the document in which this revision was seen.
    int position;

    Instant firstSeenAt;
    Instant rankAt;
    Instant seenAt;

    @Nullable
    Instant editedAt;

    /// As they stand in this revision's record.
    @Nullable
    Instant published;

    @Nullable
    Instant updated;

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
    }

    /// The author's, else that of the last change; absent where it bears none.
    @Nullable
    Instant date() {
        return published != null ? published : updated;
    }

    RawEntry.Key key() {
        return new RawEntry.Key(keyKind, keyValue);
    }
}
