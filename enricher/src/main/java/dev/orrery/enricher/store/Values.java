package dev.orrery.enricher.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import de.undercouch.bson4jackson.BsonFactory;
import dev.orrery.events.EventCodec;
import java.io.IOException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/// Records of the contract as MongoDB documents and back: the same names and values as in JSON.
public final class Values {
    private static final JsonMapper BSON = EventCodec.mapper(new BsonFactory());

    /// For records with half a character in some name, as programs leave it that cut texts by length.
    private static final ObjectMapper WHOLE = EventCodec.mapper(new BsonFactory())
            .registerModule(new SimpleModule().addSerializer(String.class, new WholeCharacters()));

    private Values() {}

    /// Encoded at once: the driver takes longer for a document of maps and strings than for all else that is stored.
    static RawBsonDocument document(Object event) {
        try {
            return new RawBsonDocument(BSON.writeValueAsBytes(event));
        } catch (JsonProcessingException _) {
            return wholeDocument(event);
        }
    }

    private static RawBsonDocument wholeDocument(Object event) {
        try {
            return new RawBsonDocument(WHOLE.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + event.getClass().getSimpleName(), e);
        }
    }

    /// Has U+FFFD in the place of a surrogate without its other half, which UTF-8 cannot hold.
    private static final class WholeCharacters extends StdSerializer<String> {
        private static final long serialVersionUID = 1;

        WholeCharacters() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text.codePoints()
                    .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, String text) {
            return text.isEmpty();
        }
    }

    /// Null where the document only marks that something is gone.
    public static <T> @Nullable T read(Document document, Class<T> type) {
        var value = document.get(Documents.VALUE, Document.class);
        return value == null ? null : EventCodec.json().convertValue(value, type);
    }
}
