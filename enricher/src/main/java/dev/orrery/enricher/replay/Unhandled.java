package dev.orrery.enricher.replay;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.orrery.enricher.pipeline.Emitter;
import dev.orrery.enricher.store.Generation;
import dev.orrery.events.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Produces nothing: what is rebuilt is nobody's business before it is live. Records that cannot be handled are noted
/// for the report; their letters were written when they were read first.
final class Unhandled implements Emitter {
    static final String COLLECTION = "unhandled";

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> notes;

    Unhandled(Generation generation) {
        this.notes = generation.collection(COLLECTION);
    }

    @Override
    public boolean isHeard() {
        return false;
    }

    @Override
    public void emit(List<ProducerRecord<String, byte @Nullable []>> records) {}

    @Override
    public void bury(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters) {
        for (ProducerRecord<byte @Nullable [], byte @Nullable []> letter : letters) {
            var where = "%s-%s-%s"
                    .formatted(
                            header(letter, DeadLetter.TOPIC),
                            header(letter, DeadLetter.PARTITION),
                            header(letter, DeadLetter.OFFSET));
            var note = new Document("_id", where).append("reason", header(letter, DeadLetter.REASON));
            notes.replaceOne(new Document("_id", where), note, UPSERT);
        }
    }

    /// Where each is, and why it cannot be handled.
    List<String> sentences() {
        var sentences = new ArrayList<String>();
        notes.find().forEach(note -> sentences.add(note.getString("_id") + ": " + note.getString("reason")));
        return sentences;
    }

    void forget() {
        notes.drop();
    }

    private static String header(ProducerRecord<byte @Nullable [], byte @Nullable []> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
}
