package dev.orrery.publisher.library;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Records that were read lately, so that a page with one new post reads one and not sixty, and its feeds read none.
///
/// What is stored is always asked for its `rev`, which says whether a record is still what was read; so whatever is
/// here may be as old as it likes.
final class Recent {
    private static final String ID = "_id";
    private static final String REV = "rev";
    private static final Document ID_AND_REV = new Document(REV, 1);

    /// In characters, roughly: the posts of some ten planets' pages.
    private static final long MOST = 3 << 20;

    /// Of a record without its markup.
    private static final int USUAL = 1_500;

    private final Cache<Key, Known> known = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .<Key, Known>weigher((_, one) -> one.value instanceof Entry entry ? USUAL + length(entry.html()) : USUAL)
            .build();

    private record Key(String collection, String id) {}

    private record Known(String rev, Object value) {}

    /// Those that a query finds, in its order.
    <T> List<T> found(MongoCollection<Document> collection, FindIterable<Document> query, Class<T> type) {
        var revs = revs(query);
        var values = values(collection, revs, type);
        var found = new ArrayList<T>(revs.size());
        for (var id : revs.keySet()) {
            var value = values.get(id);
            if (value != null) {
                found.add(value);
            }
        }
        return found;
    }

    /// Those that are there, by id.
    <T> Map<String, T> byId(MongoCollection<Document> collection, Collection<String> ids, Class<T> type) {
        return values(collection, revs(collection.find(anyOf(ids))), type);
    }

    /// The same for records that are known to be others by now.
    <T> Map<String, T> changed(MongoCollection<Document> collection, Collection<String> ids, Class<T> type) {
        var values = new HashMap<String, T>();
        read(collection, ids, type, values);
        return values;
    }

    private static Map<String, String> revs(FindIterable<Document> query) {
        var revs = new LinkedHashMap<String, String>();
        query.projection(ID_AND_REV).forEach(found -> revs.put(found.getString(ID), found.get(REV, "")));
        return revs;
    }

    private <T> Map<String, T> values(MongoCollection<Document> collection, Map<String, String> revs, Class<T> type) {
        var name = collection.getNamespace().getCollectionName();
        var values = new HashMap<String, T>();
        var unknown = new ArrayList<String>();
        revs.forEach((id, rev) -> {
            var one = known.getIfPresent(new Key(name, id));
            if (one != null && one.rev.equals(rev)) {
                values.put(id, type.cast(one.value));
            } else {
                unknown.add(id);
            }
        });
        if (!unknown.isEmpty()) {
            read(collection, unknown, type, values);
        }
        return values;
    }

    private <T> void read(
            MongoCollection<Document> collection, Collection<String> ids, Class<T> type, Map<String, T> into) {
        var name = collection.getNamespace().getCollectionName();
        for (var document : collection.find(anyOf(ids))) {
            var id = document.getString(ID);
            var rev = document.getString(REV);
            var value = value(document, type);
            if (value != null) {
                into.put(id, value);
                if (rev != null) {
                    known.put(new Key(name, id), new Known(rev, value));
                }
            }
        }
    }

    /// Null where the document only marks that something is gone.
    static <T> @Nullable T value(Document document, Class<T> type) {
        var value = document.get("value");
        return value == null ? null : EventCodec.json().convertValue(value, type);
    }

    private static Document anyOf(Collection<String> ids) {
        return new Document(ID, new Document("$in", List.copyOf(ids)));
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
