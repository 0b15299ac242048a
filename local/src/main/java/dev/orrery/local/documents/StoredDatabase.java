package dev.orrery.local.documents;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/// A database whose collections and indexes are maps of one store, named `d:` or `i:` and then as they are.
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Long> {
    static final String DOCUMENTS = "d:";
    private static final String INDEX = "i:";
    private static final String AGGREGATE = "aggregate";
    private static final String MATCH = "$match";

    private final MVStore store;

    StoredDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<Long> openOrCreateCollection(String collection, CollectionOptions options) {
        var documents = store.openMap(
                documents(collection),
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
        return new StoredCollection(this, collection, options, documents, cursorRegistry);
    }

    @Override
    protected Index<Long> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new StoredIndex(index, keys, sparse, true, positions(collection, index));
    }

    @Override
    protected Index<Long> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new StoredIndex(index, keys, sparse, false, positions(collection, index));
    }

    /// An aggregation that begins with `$match` finds its documents as a query does, by an index.
    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (command.equalsIgnoreCase(AGGREGATE) && query.get(AGGREGATE) instanceof String name) {
            var pipeline = Aggregation.parse(query.get("pipeline"));
            var collection = resolveCollection(name, false);
            if (collection != null && !pipeline.isEmpty() && pipeline.getFirst().get(MATCH) instanceof Document match) {
                var rest = Aggregation.fromPipeline(
                        pipeline.subList(1, pipeline.size()), databases, this, collection, oplog);
                rest.validate(query);
                return answer(name, rest.runStages(collection.handleQueryAsStream(match)));
            }
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    private Document answer(String collection, List<Document> found) {
        var cursor = new Document("id", 0L)
                .append("ns", getFullCollectionNamespace(collection))
                .append("firstBatch", found);
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    private MVMap<KeyValue, Long> positions(String collection, String index) {
        return store.openMap(
                positionsName(collection, index),
                new MVMap.Builder<KeyValue, Long>().keyType(BsonKeys.INSTANCE).valueType(LongDataType.INSTANCE));
    }

    @Override
    protected void dropIndex(MongoCollection<Long> collection, String index) {
        super.dropIndex(collection, index);
        store.removeMap(positionsName(collection.getCollectionName(), index));
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        super.dropCollection(collection, oplog);
        store.removeMap(documents(collection));
    }

    @Override
    protected long getStorageSize() {
        var file = store.getFileStore();
        return file == null ? 0 : file.size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }

    private String documents(String collection) {
        return DOCUMENTS + getFullCollectionNamespace(collection);
    }

    private String positionsName(String collection, String index) {
        return INDEX + getFullCollectionNamespace(collection) + ":" + index;
    }
}
