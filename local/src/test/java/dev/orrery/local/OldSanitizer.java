package dev.orrery.local;

import com.mongodb.client.MongoDatabase;
import dev.orrery.events.Projection;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// Makes a database what it would be had an older sanitizer filled it: every entry reads otherwise, and says that
/// sanitizer 0 made it.
final class OldSanitizer {
    static final String WORDS = "As an old sanitizer left it.";

    private OldSanitizer() {}

    static void hasFilled(MongoDatabase database) {
        var entries = database.getCollection(Projection.ENTRIES);
        for (var entry : entries.find().into(new ArrayList<>())) {
            var value = entry.get("value", Document.class);
            if (value != null) {
                value.append("html", "<p>" + WORDS + "</p>").append("sanitizerVersion", 0);
            }
            entry.append("rev", older(entry.getString("rev")));
            entries.replaceOne(new Document("_id", entry.getString("_id")), entry);
        }
        var placements = database.getCollection(Projection.PLACEMENTS);
        for (var placement : placements.find().into(new ArrayList<>())) {
            var parts = placement.getString("rev").split("\\|", 2);
            placement.append("rev", older(parts[0]) + "|" + parts[1]);
            placements.replaceOne(new Document("_id", placement.getString("_id")), placement);
        }
    }

    /// The last parts of an entry's rev are the versions of sanitizer, tagger and what tells likeness.
    private static String older(String rev) {
        var parts = new ArrayList<>(List.of(rev.split("\\.")));
        parts.set(parts.size() - 3, "0000");
        return String.join(".", parts);
    }
}
