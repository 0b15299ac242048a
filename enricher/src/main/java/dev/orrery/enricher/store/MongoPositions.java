package dev.orrery.enricher.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import dev.orrery.events.Projection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;

/// The collection `positions`, beside the data: a database that is put back to an older copy is put back to the
/// positions it had then, and catches up. Positions of an earlier layout of the data do not count: everything is read
/// again.
public final class MongoPositions implements Positions {
    private static final String ID = "_id";
    private static final String OFFSET = "offset";
    private static final String LAYOUT = "layout";

    /// Raised when what is stored beside the positions has to be made from all records again.
    private static final int CURRENT = 3;

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> collection;

    public MongoPositions(Generation generation) {
        this.collection = generation.collection(Projection.POSITIONS);
    }

    @Override
    public Map<TopicPartition, Long> load() {
        var positions = new HashMap<TopicPartition, Long>();
        for (var position : collection.find(new Document(LAYOUT, CURRENT))) {
            var id = position.getString(ID);
            int hyphen = id.lastIndexOf('-');
            var partition = new TopicPartition(id.substring(0, hyphen), Integer.parseInt(id.substring(hyphen + 1)));
            positions.put(partition, position.get(OFFSET, Number.class).longValue());
        }
        return positions;
    }

    @Override
    public void store(Map<TopicPartition, Long> next) {
        if (!next.isEmpty()) {
            collection.bulkWrite(next.entrySet().stream()
                    .map(position -> position(position.getKey().toString(), position.getValue()))
                    .toList());
        }
    }

    private static ReplaceOneModel<Document> position(String id, long offset) {
        return new ReplaceOneModel<>(
                new Document(ID, id),
                new Document(ID, id).append(OFFSET, offset).append(LAYOUT, CURRENT),
                UPSERT);
    }
}
