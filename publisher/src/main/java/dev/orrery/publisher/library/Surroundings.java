package dev.orrery.publisher.library;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.orrery.events.Placement;
import dev.orrery.events.Projection;
import dev.orrery.publisher.library.Around.Crowd;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Looks at what lies around an edition's posts.
final class Surroundings {
    private static final String RANK = "rankAt";
    private static final String ID = "_id";
    private static final Bson NEWEST_FIRST = Sorts.orderBy(Sorts.descending(RANK), Sorts.ascending(ID));
    private static final Bson OLDEST_FIRST = Sorts.orderBy(Sorts.ascending(RANK), Sorts.descending(ID));

    /// More need not be counted to be believed.
    private static final int MOST_CROWDED_OUT = 10_000;

    private final Generation generation;
    private final Edition edition;
    private final ZoneId zone;

    Surroundings(Generation generation, Edition edition) {
        this.generation = generation;
        this.edition = edition;
        this.zone = Zones.of(edition.planet().timezone());
    }

    Around around() {
        return switch (edition.scope().view()) {
            case View.Latest _ -> new Around(null, null, crowdedOut());
            case View.On(var day) -> around(day, day.plusDays(1), crowdedOut());
            case View.In(var month) -> around(first(month), first(month.plusMonths(1)), Map.of());
            case View.Single _ ->
                edition.posts().isEmpty()
                        ? Around.NOTHING
                        : around(edition.posts().getFirst().placement());
            case View.Tagged _, View.By _, View.From _ -> Around.NOTHING;
        };
    }

    private Around around(LocalDate from, LocalDate to, Map<Crowd, Integer> crowdedOut) {
        return new Around(
                nearest(Filters.lt(RANK, start(from)), NEWEST_FIRST),
                nearest(Filters.gte(RANK, start(to)), OLDEST_FIRST),
                crowdedOut);
    }

    private Around around(Placement post) {
        var rank = Date.from(post.rankAt());
        var older = Filters.or(Filters.lt(RANK, rank), Filters.and(Filters.eq(RANK, rank), Filters.gt(ID, post.key())));
        var newer = Filters.or(Filters.gt(RANK, rank), Filters.and(Filters.eq(RANK, rank), Filters.lt(ID, post.key())));
        return new Around(nearest(older, NEWEST_FIRST), nearest(newer, OLDEST_FIRST), Map.of());
    }

    private @Nullable Placement nearest(Bson where, Bson order) {
        var found = generation
                .collection(Projection.PLACEMENTS)
                .find(Filters.and(of("shown"), where))
                .sort(order)
                .first();
        return found == null ? null : Recent.value(found, Placement.class);
    }

    private Map<Crowd, Integer> crowdedOut() {
        if (edition.posts().isEmpty()) {
            return Map.of();
        }
        var from = day(edition.posts().getLast().at());
        var to = day(edition.posts().getFirst().at()).plusDays(1);
        var crowds = new HashMap<Crowd, Integer>();
        var found = generation
                .collection(Projection.PLACEMENTS)
                .find(Filters.and(of("collapsed"), Filters.gte(RANK, start(from)), Filters.lt(RANK, start(to))))
                .projection(new Document("subscription", 1).append(RANK, 1))
                .limit(MOST_CROWDED_OUT);
        for (var document : found) {
            var crowd = new Crowd(day(document.getDate(RANK).toInstant()), document.getString("subscription"));
            crowds.merge(crowd, 1, Integer::sum);
        }
        return crowds;
    }

    private Bson of(String outcome) {
        return Filters.and(List.of(Filters.eq("planet", edition.planet().planet()), Filters.eq("outcome", outcome)));
    }

    private static LocalDate first(YearMonth month) {
        return month.atDay(1);
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private Date start(LocalDate day) {
        return Date.from(day.atStartOfDay(zone).toInstant());
    }
}
