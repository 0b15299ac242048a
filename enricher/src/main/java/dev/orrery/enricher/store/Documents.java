package dev.orrery.enricher.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// All that the enricher asks of a collection: the few primitives that the projection's correctness rests on.
///
/// Each takes effect on one document at a time; nothing is promised for several together.
public interface Documents {
    String ID = "_id";
    String REV = "rev";
    String VALUE = "value";

    /// @param read the `rev` that was read; null if there was no document
    record Swap(String id, @Nullable String read, Document next) {
        String rev() {
            return next.getString(REV);
        }
    }

    /// Creates the indexes that are missing.
    void index(Bson... indexes);

    Map<String, String> revs(Collection<String> ids);

    /// @param projection may leave fields out that nobody needs
    List<Document> read(Collection<String> ids, Bson projection);

    /// Those of which an indexed field, or one of a list in it, is one of the values.
    void having(String field, Collection<String> values, Bson projection, Consumer<Document> found);

    /// Those with a value in one field, and none of some values in another. Not on the way of an entry.
    void lacking(
            String field,
            String value,
            String other,
            Collection<String> values,
            Bson projection,
            Consumer<Document> found);

    /// Writes those whose document is still the one that was read.
    ///
    /// @return the ids of the others: somebody was quicker
    Set<String> swap(List<Swap> swaps);

    /// Removes what still has this rev.
    void remove(Map<String, String> revs);
}
