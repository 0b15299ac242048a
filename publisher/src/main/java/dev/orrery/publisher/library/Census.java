package dev.orrery.publisher.library;

import dev.orrery.events.Planet;
import dev.orrery.events.Projection;
import dev.orrery.publisher.library.Register.Named;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;

/// Counts a planet's posts, in one pass over the few fields that are counted.
final class Census {
    private static final String RANK = "rankAt";
    private static final Document COUNTED = new Document("_id", 0)
            .append("subscription", 1)
            .append(RANK, 1)
            .append("value.tags.tag", 1)
            .append("value.tags.label", 1)
            .append("value.entry.authors", 1);

    private final Map<String, Named> tags = new HashMap<>();
    private final Map<String, Named> authors = new HashMap<>();
    private final Map<String, Tally> subscriptions = new HashMap<>();
    private final SortedMap<YearMonth, Tally> months = new TreeMap<>();
    private final ZoneId zone;
    private int posts;

    private Census(ZoneId zone) {
        this.zone = zone;
    }

    static Register of(Generation generation, Planet planet, String home) {
        var census = new Census(Zones.of(planet.timezone()));
        var filter = new Document("planet", planet.planet()).append("outcome", Library.REACHED);
        generation
                .collection(Projection.PLACEMENTS)
                .find(filter)
                .projection(COUNTED)
                .forEach(census::count);
        return new Register(
                planet,
                home,
                census.posts,
                Map.copyOf(census.tags),
                Map.copyOf(census.authors),
                Map.copyOf(census.subscriptions),
                census.months);
    }

    private void count(Document placement) {
        var rank = placement.get(RANK) instanceof Date date ? date.toInstant() : Instant.EPOCH;
        var one = new Tally(1, rank);
        posts++;
        months.merge(YearMonth.from(rank.atZone(zone)), one, Tally::and);
        subscriptions.merge(placement.getString("subscription"), one, Tally::and);
        for (var tag : placement.getEmbedded(List.of("value", "tags"), List.<Document>of())) {
            tags.merge(tag.getString("tag"), new Named(tag.getString("label"), one), Census::both);
        }
        var counted = new HashSet<String>();
        for (var name : placement.getEmbedded(List.of("value", "entry", "authors"), List.<String>of())) {
            var key = Names.inAddress(name);
            if (!key.isEmpty() && counted.add(key)) {
                authors.merge(key, new Named(name, one), Census::both);
            }
        }
    }

    /// The name is the newest post's; of two as new the lesser, so that it never depends on the order of reading.
    private static Named both(Named a, Named b) {
        int newer = a.tally().newest().compareTo(b.tally().newest());
        boolean first = newer > 0 || (newer == 0 && a.name().compareTo(b.name()) <= 0);
        return new Named(first ? a.name() : b.name(), a.tally().and(b.tally()));
    }
}
