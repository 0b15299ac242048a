package dev.orrery.local.documents;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What several filters ask for together, as one: `{$and: [{a: 1}, {b: {$gt: 2}}]}` is `{a: 1, b: {$gt: 2}}`. Drivers
/// write the first, indexes understand the second.
final class Conjunction {
    private static final String AND = "$and";

    private Conjunction() {}

    /// A query that finds the same; the same one where two of its filters say different things of one field in a way
    /// that cannot be said at once.
    static Document flat(Document query) {
        if (!query.containsKey(AND)) {
            return query;
        }
        var flat = new Document();
        return collect(query, flat) ? flat : query;
    }

    private static boolean collect(Document query, Document flat) {
        return query.entrySet().stream()
                .allMatch(part -> part.getKey().equals(AND)
                        ? part.getValue() instanceof Collection<?> filters
                                && filters.stream()
                                        .allMatch(filter -> filter instanceof Document one && collect(one, flat))
                        : add(part.getKey(), part.getValue(), flat));
    }

    private static boolean add(String field, @Nullable Object asked, Document flat) {
        if (!flat.containsKey(field)) {
            flat.put(field, asked);
            return true;
        }
        if (!(flat.get(field) instanceof Document before)
                || !(asked instanceof Document more)
                || !isOperators(before)
                || !isOperators(more)
                || more.keySet().stream().anyMatch(before::containsKey)) {
            return false;
        }
        var both = new Document(before);
        both.putAll(more);
        flat.put(field, both);
        return true;
    }

    private static boolean isOperators(Document asked) {
        return !asked.isEmpty() && asked.keySet().stream().allMatch(name -> name.startsWith("$"));
    }
}
