package dev.orrery.enricher.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.orrery.events.EventCodec;
import java.util.LinkedHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Records of the contract as MongoDB documents and back: the same names and values as in JSON.
public final class Values {
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private Values() {}

    static Document document(Object event) {
        return new Document(EventCodec.json().convertValue(event, FIELDS));
    }

    /// Null where the document only marks that something is gone.
    public static <T> @Nullable T read(Document document, Class<T> type) {
        var value = document.get(Documents.VALUE, Document.class);
        return value == null ? null : EventCodec.json().convertValue(value, type);
    }
}
