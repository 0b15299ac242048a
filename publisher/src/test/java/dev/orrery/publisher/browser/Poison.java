package dev.orrery.publisher.browser;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Projection;
import dev.orrery.publisher.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/// Puts an attack into everything that a store holds and that may come from a feed, a server or a planet's file.
final class Poison {
    /// Kept: what pages are found by, what has only a few values, and the text that the sanitizer answers for. A name
    /// that is not here is attacked, so that a new field is too.
    private static final Set<String> SOUND = Set.of(
            "planet",
            "hosts",
            "id",
            "entryId",
            "feedId",
            "subscription",
            "duplicateOf",
            "outcome",
            "rule",
            "verdict",
            "state",
            "cause",
            "pace",
            "sameBy",
            "per",
            "olderThan",
            "timezone",
            "locale",
            "theme",
            "tag",
            "html");

    private static final Set<String> ADDRESSES =
            Set.of("link", "canonicalLink", "site", "url", "feedUrl", "formerUrls", "hub", "uri", "face", "guid");

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final String words;
    private final String address;

    /// @param words   instead of each text
    /// @param address instead of each address
    Poison(String words, String address) {
        this.words = words;
        this.address = address;
    }

    void fill(Store store) {
        for (var collection :
                List.of(Projection.PLANETS, Projection.ENTRIES, Projection.FEEDS, Projection.PLACEMENTS)) {
            var documents =
                    store.database().getCollection(Projection.collection(collection, Projection.FIRST_GENERATION));
            for (var document : documents.find().into(new ArrayList<>())) {
                JsonNode value = EventCodec.json().valueToTree(document.get("value"));
                poison("value", value);
                documents.replaceOne(
                        new Document("_id", document.get("_id")),
                        document.append("rev", Store.rev())
                                .append("value", new Document(EventCodec.json().convertValue(value, MAP))));
            }
        }
    }

    private JsonNode poison(String name, JsonNode value) {
        switch (value) {
            case ObjectNode object ->
                object.properties().forEach(field -> field.setValue(poison(field.getKey(), field.getValue())));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, poison(name, array.get(i)));
                }
            }
            case TextNode text -> {
                return TextNode.valueOf(instead(name, text.textValue()));
            }
            default -> {}
        }
        return value;
    }

    private String instead(String name, String text) {
        if (SOUND.contains(name) || text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*")) {
            return text;
        }
        return ADDRESSES.contains(name) ? address : words;
    }
}
