package dev.orrery.enricher.store;

import com.mongodb.client.model.Indexes;
import dev.orrery.enricher.store.Newest.Fate;
import dev.orrery.events.Entry;
import dev.orrery.events.Projection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.bson.Document;

/// The collection `entries`.
public final class Entries {
    private static final String FEED = "feedId";
    private static final String REVISION = "revision";
    private static final int MARKUP_AT_ONCE = 50;
    private static final Document WHOLE = new Document();
    private static final Document WITHOUT_MARKUP = new Document("value.html", 0);

    private final Guarded documents;
    private final Newest newest;

    public Entries(Generation generation) {
        this.documents = new Guarded(generation.collection(Projection.ENTRIES));
        this.newest = new Newest(documents);
    }

    /// What is stored after records were merged into it.
    ///
    /// @param stored   the winner for each entry, markup included
    /// @param replayed entries of which a record was known before
    public record Result(Map<String, StoredEntry> stored, Set<String> replayed) {}

    void index() {
        documents.index(Indexes.ascending(FEED));
    }

    public Result merge(List<StoredEntry> candidates) {
        var merged = newest.merge(candidates.stream().map(Entries::document).toList());
        var stored = new HashMap<String, StoredEntry>();
        for (var candidate : candidates) {
            stored.merge(
                    candidate.entryId(),
                    candidate,
                    (one, other) -> one.rev().compareTo(other.rev()) >= 0 ? one : other);
        }
        var older = new ArrayList<String>();
        var replayed = new HashSet<String>();
        merged.forEach((id, result) -> {
            if (result.fate() == Fate.OLDER) {
                older.add(id);
            }
            if (result.replayed()) {
                replayed.add(id);
            }
        });
        read(older, WHOLE, entry -> stored.put(entry.entryId(), entry));
        return new Result(stored, replayed);
    }

    public Map<String, StoredEntry> readWithoutMarkup(Collection<String> ids) {
        var found = new HashMap<String, StoredEntry>();
        read(ids, WITHOUT_MARKUP, entry -> found.put(entry.entryId(), entry));
        return found;
    }

    public Map<String, StoredEntry> read(Collection<String> ids) {
        var found = new HashMap<String, StoredEntry>();
        read(ids, WHOLE, entry -> found.put(entry.entryId(), entry));
        return found;
    }

    /// One after the other, with the markup by itself: together they may be large.
    public void readWithMarkup(Collection<String> ids, BiConsumer<StoredEntry, String> each) {
        if (ids.isEmpty()) {
            return;
        }
        for (var document :
                documents.collection().find(Guarded.anyOf(Guarded.ID, ids)).batchSize(MARKUP_AT_ONCE)) {
            var value = document.get(Guarded.VALUE, Document.class);
            var html = value == null ? null : value.remove("html");
            each.accept(entry(document), html == null ? "" : html.toString());
        }
    }

    public Map<String, String> revs(Collection<String> ids) {
        return documents.revs(ids);
    }

    /// The ids of all entries of some feeds, withdrawn ones included, a part at a time.
    public void ofFeeds(Collection<String> feeds, int atOnce, Consumer<List<String>> part) {
        if (feeds.isEmpty()) {
            return;
        }
        var ids = new ArrayList<String>(atOnce);
        var found = documents.collection().find(Guarded.anyOf(FEED, feeds)).projection(new Document(Guarded.ID, 1));
        for (var entry : found) {
            ids.add(entry.getString(Guarded.ID));
            if (ids.size() == atOnce) {
                part.accept(List.copyOf(ids));
                ids.clear();
            }
        }
        if (!ids.isEmpty()) {
            part.accept(ids);
        }
    }

    private void read(Collection<String> ids, Document projection, Consumer<StoredEntry> found) {
        documents.read(ids, projection).forEach(document -> found.accept(entry(document)));
    }

    private static Document document(StoredEntry entry) {
        var document = new Document(Guarded.ID, entry.entryId())
                .append(Guarded.REV, entry.rev())
                .append(FEED, entry.feedId())
                .append(REVISION, entry.revision())
                .append("withdrawn", entry.value() == null);
        return entry.value() == null ? document : document.append(Guarded.VALUE, Values.document(entry.value()));
    }

    private static StoredEntry entry(Document document) {
        return new StoredEntry(
                document.getString(Guarded.ID),
                document.getString(FEED),
                document.getInteger(REVISION, 0),
                document.getString(Guarded.REV),
                Values.read(document, Entry.class));
    }
}
