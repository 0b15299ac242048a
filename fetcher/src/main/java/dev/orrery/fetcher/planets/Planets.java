package dev.orrery.fetcher.planets;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.UnreadableEvent;
import dev.orrery.fetcher.poll.CarriedFeeds;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/// The planets in the database. Saving one that is as it was changes nothing; saving a changed one raises its
/// revision, and the feeds that it takes up or drops know it in the same transaction.
public final class Planets {
    private final SessionFactory sessions;
    private final InstantSource clock;

    public Planets(SessionFactory sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// An address that proved to be another feed's is taken for that feed.
    ///
    /// @param planet its revision is ours to count
    /// @return whether anything changed
    public boolean save(Planet planet) {
        return save(planet, Map.of());
    }

    /// @param planet its revision is ours to count
    /// @param terms  of its feeds, by their ids; the usual ones for those that are not there
    /// @return whether anything changed
    public boolean save(Planet planet, Map<String, FeedTerms> terms) {
        return sessions.fromStatelessTransaction(session -> {
            var row = row(session, planet.planet());
            var followed = FollowedPlanet.of(session, planet);
            var agreed = FollowedPlanet.terms(session, terms);
            if (!row.deleted && followed.equals(planet(row).withRevision(planet.revision()))) {
                return agree(session, row.slug, agreed);
            }
            store(session, row, followed, agreed);
            return true;
        });
    }

    /// Lets planets carry on where feeds of theirs proved to be others. Such a planet has a new revision, so whoever
    /// places entries places them anew.
    public void followFeeds() {
        var ids = sessions.fromStatelessTransaction(CarriedFeeds::unsettledAliases);
        if (ids.isEmpty()) {
            return;
        }
        for (var slug : carrying(ids)) {
            sessions.inStatelessTransaction(session -> {
                var row = row(session, slug);
                if (!row.deleted) {
                    var planet = planet(row);
                    var followed = FollowedPlanet.of(session, planet);
                    if (!followed.equals(planet)) {
                        store(session, row, followed, FollowedPlanet.terms(session, terms(session, slug)));
                    }
                }
            });
        }
        sessions.inStatelessTransaction(session -> CarriedFeeds.settleAliases(session, ids, clock.instant()));
    }

    /// @return whether there was such a planet
    public boolean delete(String slug) {
        return sessions.fromStatelessTransaction(session -> {
            var row = session.get(PlanetRow.class, slug, LockMode.PESSIMISTIC_WRITE);
            if (row == null || row.deleted) {
                return false;
            }
            row.revision++;
            row.deleted = true;
            row.definition = null;
            session.update(row);
            carry(session, slug, List.of(), Map.of());
            return true;
        });
    }

    /// Slugs of those that are not deleted.
    public List<String> slugs() {
        return sessions.fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select p.slug from Planet p where p.deleted = false order by p.slug", String.class)
                .getResultList());
    }

    /// Those whose last revision is not known to have reached Kafka.
    List<PlanetRow> unannounced() {
        return sessions.fromStatelessTransaction(session -> session.createSelectionQuery(
                        "from Planet p where p.announcedRevision < p.revision order by p.slug", PlanetRow.class)
                .getResultList());
    }

    void announced(PlanetRow row) {
        sessions.inStatelessTransaction(
                session -> session.createMutationQuery("update Planet p set p.announcedRevision = :revision"
                                + " where p.slug = :slug and p.announcedRevision < :revision")
                        .setParameter("revision", row.revision)
                        .setParameter("slug", row.slug)
                        .executeUpdate());
    }

    static Planet planet(PlanetRow row) {
        try {
            return EventCodec.decode(
                    Planet.class, String.valueOf(row.definition).getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableEvent e) {
            throw new IllegalStateException("planet %s is stored in a form we do not know".formatted(row.slug), e);
        }
    }

    private void store(StatelessSession session, PlanetRow row, Planet planet, Map<String, FeedTerms> terms) {
        row.revision++;
        row.deleted = false;
        row.definition = json(planet.withRevision(row.revision));
        session.update(row);
        carry(session, row.slug, planet.subscriptions(), terms);
    }

    private List<String> carrying(List<String> feeds) {
        return sessions.fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select distinct s.planet from Subscription s where s.feedId in :feeds", String.class)
                .setParameter("feeds", feeds)
                .getResultList());
    }

    /// The planet's row, locked, so that of two fetchers that read the same file the second one finds it done.
    private static PlanetRow row(StatelessSession session, String slug) {
        session.createNativeMutationQuery("insert into planet (slug, revision, announced_revision, deleted)"
                        + " values (:slug, 0, 0, true) on conflict do nothing")
                .setParameter("slug", slug)
                .executeUpdate();
        return Objects.requireNonNull(session.get(PlanetRow.class, slug, LockMode.PESSIMISTIC_WRITE));
    }

    private void carry(
            StatelessSession session, String slug, List<Subscription> subscriptions, Map<String, FeedTerms> terms) {
        var now = clock.instant();
        var before = feedsOf(session, slug);
        var after = subscriptions.stream().collect(Collectors.toMap(Subscription::feedId, Subscription::feedUrl));
        var dropped = new HashSet<>(before);
        dropped.removeAll(after.keySet());
        var taken = after.entrySet().stream()
                .filter(feed -> !before.contains(feed.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        CarriedFeeds.add(session, taken, dropped, now);
        for (var feed : dropped) {
            session.delete(new SubscriptionRow(slug, feed, FeedTerms.USUAL));
        }
        for (var feed : taken.keySet()) {
            session.insert(new SubscriptionRow(slug, feed, terms.getOrDefault(feed, FeedTerms.USUAL)));
        }
        var touched = new HashSet<>(dropped);
        touched.addAll(taken.keySet());
        CarriedFeeds.recount(session, touched, now);
        agree(session, slug, terms);
    }

    /// Terms change without a planet's revision: nobody else is told of them.
    private boolean agree(StatelessSession session, String slug, Map<String, FeedTerms> terms) {
        var changed = new HashSet<String>();
        for (var row : rowsOf(session, slug)) {
            var asked = terms.getOrDefault(row.feedId, FeedTerms.USUAL);
            if (!row.terms().equals(asked)) {
                session.update(new SubscriptionRow(slug, row.feedId, asked));
                changed.add(row.feedId);
            }
        }
        CarriedFeeds.recount(session, changed, clock.instant());
        return !changed.isEmpty();
    }

    /// On which terms the planet carries its feeds now.
    private static Map<String, FeedTerms> terms(StatelessSession session, String slug) {
        return rowsOf(session, slug).stream().collect(Collectors.toMap(row -> row.feedId, SubscriptionRow::terms));
    }

    private static List<SubscriptionRow> rowsOf(StatelessSession session, String slug) {
        return session.createSelectionQuery("from Subscription s where s.planet = :planet", SubscriptionRow.class)
                .setParameter("planet", slug)
                .getResultList();
    }

    private static Set<String> feedsOf(StatelessSession session, String slug) {
        return Set.copyOf(session.createSelectionQuery(
                        "select s.feedId from Subscription s where s.planet = :planet", String.class)
                .setParameter("planet", slug)
                .getResultList());
    }

    private static String json(Planet planet) {
        try {
            return EventCodec.json().writeValueAsString(planet);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a planet cannot be written", e);
        }
    }
}
