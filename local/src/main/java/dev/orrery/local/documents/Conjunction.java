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
        var before = flat.get(field);
        if (isOperators(before) && isOperators(asked)) {
            var both = new Document((Document) before);
            for (var operator : ((Document) asked).entrySet()) {
                if (both.containsKey(operator.getKey())) {
                    return false;
                }
                both.put(operator.getKey(), operator.getValue());
            }
            flat.put(field, both);
            return true;
        }
        return false;
    }

    private static boolean isOperators(@Nullable Object asked) {
        return asked instanceof Document operators
                && !operators.isEmpty()
                && operators.keySet().stream().allMatch(name -> name.startsWith("$"));
    }
}
