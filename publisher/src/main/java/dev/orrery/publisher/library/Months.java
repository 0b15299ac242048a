package dev.orrery.publisher.library;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.orrery.events.Planet;
import dev.orrery.events.Projection;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A month among those in which a planet has posts, in the planet's time zone.
///
/// Which months are over is told by the posts and not by a clock: those before the newest one's.
///
/// @param newest the month of the newest post
/// @param before the next older one with posts; null where there is none
/// @param after  the next newer one with posts; null where there is none
public record Months(
        YearMonth month,
        YearMonth newest,
        @Nullable YearMonth before,
        @Nullable YearMonth after) {
    private static final String RANK = "rankAt";

    /// Whether no further posts are to be expected in it.
    public boolean isOver() {
        return month.isBefore(newest);
    }

    /// @param month null for the newest
    /// @return empty where the planet has no posts
    static Optional<Months> around(Generation generation, Planet planet, @Nullable YearMonth month) {
        var posts = new Posts(generation, planet.planet(), Zones.of(planet.timezone()));
        var newest = posts.newest(new Document());
        if (newest == null) {
            return Optional.empty();
        }
        var here = month == null ? newest : month;
        return Optional.of(new Months(
                here,
                newest,
                posts.newest(new Document("$lt", posts.start(here))),
                here.isBefore(newest) ? posts.oldest(new Document("$gte", posts.start(here.plusMonths(1)))) : null));
    }

    private record Posts(Generation generation, String planet, ZoneId zone) {
        @Nullable
        YearMonth newest(Document rank) {
            return first(rank, -1);
        }

        @Nullable
        YearMonth oldest(Document rank) {
            return first(rank, 1);
        }

        private @Nullable YearMonth first(Document rank, int order) {
            var filter = new Document("planet", planet).append("outcome", Library.REACHED);
            if (!rank.isEmpty()) {
                filter.append(RANK, rank);
            }
            var found = generation
                    .collection(Projection.PLACEMENTS)
                    .find(filter)
                    .sort(order < 0 ? Sorts.descending(RANK) : Sorts.ascending(RANK))
                    .projection(Projections.include(RANK))
                    .first();
            return found == null
                    ? null
                    : YearMonth.from(found.getDate(RANK).toInstant().atZone(zone));
        }

        private Date start(YearMonth month) {
            return Date.from(month.atDay(1).atStartOfDay(zone).toInstant());
        }
    }
}
