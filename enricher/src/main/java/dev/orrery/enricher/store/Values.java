package dev.orrery.enricher.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.undercouch.bson4jackson.BsonFactory;
import dev.orrery.events.EventCodec;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/// Records of the contract as MongoDB documents and back: the same names and values as in JSON.
public final class Values {
    private static final JsonMapper BSON = EventCodec.mapper(new BsonFactory());

    private Values() {}

    /// Encoded at once: the driver takes longer for a document of maps and strings than for all else that is stored.
    static RawBsonDocument document(Object event) {
        try {
            return new RawBsonDocument(BSON.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + event.getClass().getSimpleName(), e);
        }
    }

    /// Null where the document only marks that something is gone.
    public static <T> @Nullable T read(Document document, Class<T> type) {
        var value = document.get(Documents.VALUE, Document.class);
        return value == null ? null : EventCodec.json().convertValue(value, type);
    }
}
