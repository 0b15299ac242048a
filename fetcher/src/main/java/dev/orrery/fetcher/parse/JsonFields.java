package dev.orrery.fetcher.parse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object whose fields may be anything.
record JsonFields(Map<String, Object> fields) {
    boolean has(String name) {
        return fields.containsKey(name);
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /// A string or a number as it is written; null where it is blank or something else.
    @Nullable
    String raw(String name) {
        return fields.get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    @Nullable
    String text(String name) {
        return Fields.text(raw(name));
    }

    @Nullable
    String url(String name) {
        return Fields.url(raw(name));
    }

    /// The objects of a list; one that stands alone counts as a list of itself.
    List<JsonFields> objects(String name) {
        return switch (fields.get(name)) {
            case List<?> list ->
                list.stream().filter(Map.class::isInstance).map(JsonFields::of).toList();
            case Map<?, ?> map -> List.of(of(map));
            case null, default -> List.of();
        };
    }

    List<String> texts(String name) {
        return switch (fields.get(name)) {
            case List<?> list -> Fields.each(list, value -> value instanceof String text ? Fields.text(text) : null);
            case String text -> Fields.each(List.of(text), Fields::text);
            case null, default -> List.of();
        };
    }

    @SuppressWarnings("unchecked")
    private static JsonFields of(Object map) {
        return new JsonFields((Map<String, Object>) map);
    }
}
