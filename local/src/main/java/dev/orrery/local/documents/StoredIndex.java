package dev.orrery.local.documents;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// An index that finds whatever names its first fields by value or by `$in`; and maybe more, where that is
/// not the whole query.
///
/// One that is not unique keeps the document's `_id` behind the values.
final class StoredIndex extends Index<Long> {
    private static final String ID = "_id";
    private static final String IN = "$in";

    private final MVMap<KeyValue, Long> positions;
    private final boolean unique;

    /// @param sparse of a unique index, only said; documents without a value are as if they had null
    StoredIndex(String name, List<IndexKey> keys, boolean sparse, boolean unique, MVMap<KeyValue, Long> positions) {
        // An index of lists has nothing for a document whose list is empty, and that is allowed only to sparse ones.
        super(name, keys, sparse || !unique);
        this.positions = positions;
        this.unique = unique;
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public @Nullable Long getPosition(Document document) {
        return first(document, positions::get);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        if (unique) {
            refuseTaken(keysOf(document), collection);
        }
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        keysOf(document).forEach(key -> positions.put(key, position));
    }

    @Override
    public @Nullable Long remove(Document document) {
        return first(document, positions::remove);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Long> collection) {
        if (unique) {
            refuseTaken(without(keysOf(after), keysOf(before)), collection);
        }
    }

    @Override
    public void updateInPlace(Document before, Document after, Long position, MongoCollection<Long> collection) {
        var old = keysOf(before);
        var now = keysOf(after);
        without(old, now).forEach(positions::remove);
        without(now, old).forEach(key -> positions.put(key, position));
    }

    @Override
    public boolean canHandle(Document query) {
        return known(query) > 0;
    }

    /// How many of the query's fields it can be searched by.
    int known(Document query) {
        return asked(query).size();
    }

    /// Whether nothing but these fields is asked for.
    boolean answers(Document query) {
        return asked(query).size() == query.size();
    }

    @Override
    public Iterable<Long> getPositions(Document query) {
        return positions(query);
    }

    /// Of the documents that have what is asked for in the fields that it knows.
    Collection<Long> positions(Document query) {
        var found = new LinkedHashSet<Long>();
        for (var beginning : combined(asked(query))) {
            if (unique && beginning.size() == getKeys().size()) {
                var position = positions.get(beginning);
                if (position != null) {
                    found.add(position);
                }
            } else {
                collect(beginning, found);
            }
        }
        return found;
    }

    private void collect(KeyValue beginning, Collection<Long> found) {
        var cursor = positions.cursor(beginning);
        while (cursor.hasNext() && BsonKeys.begins(beginning, cursor.next())) {
            found.add(cursor.getValue());
        }
    }

    /// The values that are asked for of the first fields.
    private List<Collection<?>> asked(Document query) {
        var asked = new ArrayList<Collection<?>>();
        for (var key : keys()) {
            var values = values(query.get(key));
            if (values.isEmpty()) {
                break;
            }
            asked.add(values);
        }
        return asked;
    }

    private static Collection<?> values(@Nullable Object asked) {
        if (isPlain(asked)) {
            return List.of(asked);
        }
        return asked instanceof Document operators
                        && operators.size() == 1
                        && operators.get(IN) instanceof Collection<?> values
                        && values.stream().allMatch(StoredIndex::isPlain)
                ? values
                : List.of();
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof ObjectId;
    }

    private static Set<KeyValue> combined(List<Collection<?>> asked) {
        var combined = new ArrayList<List<Object>>();
        combined.add(List.of());
        for (var values : asked) {
            var longer = new ArrayList<List<Object>>();
            for (var beginning : combined) {
                for (var value : values) {
                    longer.add(with(beginning, value));
                }
            }
            combined = longer;
        }
        var keys = new LinkedHashSet<KeyValue>();
        combined.forEach(values -> keys.add(new KeyValue(values).normalized()));
        return keys;
    }

    private Set<KeyValue> keysOf(Document document) {
        var keys = getKeyValues(document);
        if (unique) {
            return keys;
        }
        var longer = new HashSet<KeyValue>();
        keys.forEach(
                key -> longer.add(new KeyValue(with(key.stream().toList(), Objects.requireNonNull(document.get(ID))))));
        return longer;
    }

    private static List<Object> with(List<Object> values, Object another) {
        var all = new ArrayList<>(values);
        all.add(another);
        return all;
    }

    private static Set<KeyValue> without(Set<KeyValue> keys, Set<KeyValue> others) {
        var rest = new HashSet<>(keys);
        rest.removeAll(others);
        return rest;
    }

    private @Nullable Long first(Document document, Function<KeyValue, @Nullable Long> change) {
        Long first = null;
        for (var key : keysOf(document)) {
            var position = change.apply(key);
            first = first == null ? position : first;
        }
        return first;
    }

    private void refuseTaken(Set<KeyValue> keys, MongoCollection<Long> collection) {
        for (var key : keys) {
            if (positions.containsKey(key)) {
                throw new DuplicateKeyError(this, collection, getKeys(), key);
            }
        }
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        positions.clear();
    }
}
