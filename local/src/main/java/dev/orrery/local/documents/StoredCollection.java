package dev.orrery.local.documents;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// Documents as BSON in the order in which they came, so that new ones are written beside each other, each page once.
/// By their random `_id` nearly each would lie in another page, which is written anew with all that is in it.
final class StoredCollection extends AbstractSynchronizedMongoCollection<Long> {
    private static final Document ANYTHING = new Document();

    private final MVMap<Long, byte[]> documents;
    private long last;

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Long, byte[]> documents,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.last = documents.isEmpty() ? 0 : documents.lastKey();
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        last++;
        documents.put(last, Bson.write(document));
        return last;
    }

    @Override
    protected Document getDocument(Long position) {
        return Bson.read(Objects.requireNonNull(documents.get(position)));
    }

    @Override
    protected void handleUpdate(Long position, Document before, Document after) {
        documents.put(position, Bson.write(after));
    }

    @Override
    protected void removeDocument(Long position) {
        documents.remove(position);
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(Bson.read(entry.getValue()), entry.getKey()));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document order, int skip, int limit, int batchSize, Document fields) {
        var needed = needed(query, order, fields);
        var all = documents.values().stream().map(bytes -> Bson.read(bytes, needed));
        return matchDocumentsFromStream(all, query, order, skip, limit, batchSize, fields);
    }

    @Override
    protected QueryResult queryDocuments(
            Document asked, Document order, int skip, int limit, int batchSize, Document fields) {
        var query = Conjunction.flat(asked);
        var led = led(query);
        if (led == null) {
            return matchDocuments(query, order, skip, limit, batchSize, fields);
        }
        var needed = needed(query, order, fields);
        var found = led.to.stream().map(position -> Bson.read(Objects.requireNonNull(documents.get(position)), needed));
        // To compare each document with each of many values would take longer than to find them.
        var rest = led.by.answers(query) ? ANYTHING : query;
        return matchDocumentsFromStream(found, rest, order, skip, limit, batchSize, fields);
    }

    /// Where an index leads to.
    private record Led(StoredIndex by, Collection<Long> to) {}

    /// By the index that leads to the fewest documents; of those only that know the most fields of the query.
    private @Nullable Led led(Document query) {
        var indexes = getIndexes().stream()
                .filter(StoredIndex.class::isInstance)
                .map(StoredIndex.class::cast)
                .toList();
        int most = indexes.stream().mapToInt(index -> index.known(query)).max().orElse(0);
        return most == 0
                ? null
                : indexes.stream()
                        .filter(index -> index.known(query) == most)
                        .map(index -> new Led(index, index.positions(query)))
                        .min(Comparator.comparingInt(led -> led.to.size()))
                        .orElseThrow();
    }

    /// The fields that an answer is made of; empty if that may be all of them.
    private Set<String> needed(Document query, @Nullable Document order, @Nullable Document fields) {
        if (fields == null || fields.isEmpty()) {
            return Set.of();
        }
        var needed = new HashSet<String>();
        needed.add(getIdField());
        for (var part : Arrays.asList(query, order, fields)) {
            if (part != null) {
                part.keySet().forEach(path -> needed.add(path.split("\\.", 2)[0]));
            }
        }
        boolean isPlain = fields.values().stream().allMatch(StoredCollection::isWanted)
                && needed.stream().noneMatch(field -> field.startsWith("$"));
        return isPlain ? needed : Set.of();
    }

    private static boolean isWanted(Object projection) {
        return projection instanceof Number number && number.intValue() == 1;
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /// Counted when somebody asks; keeping account would mean to write each document once more.
    @Override
    protected int getDataSize() {
        return documents.values().stream().mapToInt(bytes -> bytes.length).sum();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int difference) {}
}
