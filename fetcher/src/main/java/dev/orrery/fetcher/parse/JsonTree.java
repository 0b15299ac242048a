package dev.orrery.fetcher.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON to maps and lists, of which it makes no more than so many; what is beyond that is passed over.
final class JsonTree {
    private static final int MOST_VALUES = 500_000;
    private static final int DEEPEST = 100;
    private static final int LONGEST = 64 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST)
                    .maxNumberLength(1_000)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final String entriesField;
    private final int mostEntries;
    private int values;
    private int left;

    /// @param entriesField of the outermost object, whose list is counted
    /// @param mostEntries  further ones are counted and left
    JsonTree(String entriesField, int mostEntries) {
        this.entriesField = entriesField;
        this.mostEntries = mostEntries;
    }

    int left() {
        return left;
    }

    /// Whether nothing was passed over.
    boolean isWhole() {
        return left == 0 && values <= MOST_VALUES;
    }

    /// @return null where it is no object
    @Nullable
    Map<String, Object> read(String document) throws IOException {
        try (var json = JSON.createParser(document)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            var root = new LinkedHashMap<String, Object>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                put(root, name, name.equals(entriesField) ? entries(json) : value(json));
            }
            return root;
        }
    }

    private @Nullable Object entries(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return value(json);
        }
        var entries = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            if (entries.size() >= mostEntries) {
                left++;
                json.skipChildren();
            } else {
                var entry = value(json);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private @Nullable Object value(JsonParser json) throws IOException {
        if (++values > MOST_VALUES) {
            json.skipChildren();
            return null;
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null -> null;
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getText();
            default -> null;
        };
    }

    private Map<String, Object> object(JsonParser json) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            put(object, name, value(json));
        }
        return object;
    }

    private List<Object> array(JsonParser json) throws IOException {
        var array = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            var value = value(json);
            if (value != null) {
                array.add(value);
            }
        }
        return array;
    }

    private static void put(Map<String, Object> object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
