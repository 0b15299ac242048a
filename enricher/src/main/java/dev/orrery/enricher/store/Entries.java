package dev.orrery.enricher.store;

import com.mongodb.client.model.Indexes;
import dev.orrery.enricher.alike.Likeness;
import dev.orrery.enricher.store.Newest.Fate;
import dev.orrery.enricher.store.Newest.Replacing;
import dev.orrery.events.Entry;
import java.time.Instant;
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
    private static final String FIRST_SEEN = "firstSeenAt";
    static final String RANK = "rankAt";
    static final String KEYS = "keys";
    static final String DAY = "day";
    private static final String SKETCH = "sketch";
    private static final String STANDING = "standing";
    private static final String PUBLISHED = "published";
    private static final Document REV_AND_KEYS = new Document(Documents.REV, 1).append(KEYS, 1);
    private static final int MARKUP_AT_ONCE = 50;
    private static final Document WHOLE = new Document();
    private static final Document WITHOUT_MARKUP = new Document("value.html", 0);

    private final Documents documents;
    private final Newest newest;

    Entries(Documents documents) {
        this.documents = documents;
        this.newest = new Newest(documents, REV_AND_KEYS);
    }

    /// What is stored after records were merged into it.
    ///
    /// @param stored   the winner for each entry, markup included
    /// @param replayed entries of which a record was known before
    public record Result(Map<String, StoredEntry> stored, Set<String> replayed) {}

    void index() {
        documents.index(Indexes.ascending(FEED), Indexes.ascending(KEYS), Indexes.ascending(DAY));
    }

    public Result merge(List<StoredEntry> candidates) {
        return merge(candidates, _ -> {});
    }

    /// @param leaving told before entries are replaced which groups some of them leave
    public Result merge(List<StoredEntry> candidates, Consumer<Set<String>> leaving) {
        var merged = newest.merge(candidates.stream().map(Entries::document).toList(), new Leaving(leaving));
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

    /// Finds out what entries leave as they are replaced.
    private static final class Leaving implements Replacing {
        private final Consumer<Set<String>> told;
        private Set<String> left = new HashSet<>();

        Leaving(Consumer<Set<String>> told) {
            this.told = told;
        }

        @Override
        public void replacing(Document stored, Document next) {
            var keys = new HashSet<>(keys(stored));
            keys.removeAll(Set.copyOf(keys(next)));
            left.addAll(keys);
        }

        @Override
        public void ready() {
            if (!left.isEmpty()) {
                told.accept(left);
                left = new HashSet<>();
            }
        }
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

    /// A few at a time, with the markup by itself: together they may be large.
    public void readWithMarkup(Collection<String> ids, BiConsumer<StoredEntry, String> each) {
        var all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += MARKUP_AT_ONCE) {
            for (var document : documents.read(all.subList(from, Math.min(from + MARKUP_AT_ONCE, all.size())), WHOLE)) {
                var value = document.get(Documents.VALUE, Document.class);
                var html = value == null ? null : value.getString("html");
                each.accept(entry(document), html == null ? "" : html);
            }
        }
    }

    public Map<String, String> revs(Collection<String> ids) {
        return documents.revs(ids);
    }

    /// The ids of all entries of some feeds, withdrawn ones included, a part at a time.
    public void ofFeeds(Collection<String> feeds, int atOnce, Consumer<List<String>> part) {
        var ids = new ArrayList<String>(atOnce);
        documents.having(FEED, feeds, new Document(Documents.ID, 1), entry -> {
            ids.add(entry.getString(Documents.ID));
            if (ids.size() == atOnce) {
                part.accept(List.copyOf(ids));
                ids.clear();
            }
        });
        if (!ids.isEmpty()) {
            part.accept(ids);
        }
    }

    private void read(Collection<String> ids, Document projection, Consumer<StoredEntry> found) {
        documents.read(ids, projection).forEach(document -> found.accept(entry(document)));
    }

    private static Document document(StoredEntry entry) {
        var document = new Document(Documents.ID, entry.entryId())
                .append(Documents.REV, entry.rev())
                .append(FEED, entry.feedId())
                .append(REVISION, entry.revision())
                .append("withdrawn", entry.value() == null);
        var likeness = entry.likeness();
        document.append(FIRST_SEEN, entry.firstSeenAt().toString())
                .append(RANK, entry.rankAt().toString())
                .append(DAY, Group.day(entry.feedId(), entry.rankAt()))
                .append(KEYS, likeness.keys())
                .append(SKETCH, likeness.sketch())
                .append(STANDING, likeness.standing());
        if (likeness.published() != null) {
            document.append(PUBLISHED, likeness.published().toString());
        }
        return entry.value() == null ? document : document.append(Documents.VALUE, Values.document(entry.value()));
    }

    private static StoredEntry entry(Document document) {
        return new StoredEntry(
                document.getString(Documents.ID),
                document.getString(FEED),
                document.getInteger(REVISION, 0),
                document.getString(Documents.REV),
                time(document, FIRST_SEEN),
                time(document, RANK),
                likeness(document),
                Values.read(document, Entry.class));
    }

    /// A document of an earlier layout, which will be replaced, has none.
    private static Instant time(Document document, String field) {
        var time = document.getString(field);
        return time == null ? Instant.EPOCH : Instant.parse(time);
    }

    private static Likeness likeness(Document document) {
        var published = document.getString(PUBLISHED);
        return new Likeness(
                keys(document),
                document.get(SKETCH, ""),
                document.getInteger(STANDING, 0),
                published == null ? null : Instant.parse(published));
    }

    static List<String> keys(Document document) {
        return document.getList(KEYS, String.class, List.of());
    }
}
