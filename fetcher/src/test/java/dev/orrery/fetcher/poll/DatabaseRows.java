package dev.orrery.fetcher.poll;

import dev.orrery.events.Ids;
import dev.orrery.fetcher.Fetcher;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.DatabaseSettings;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.planets.Planets;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Rows as the fetcher has them: claims, polls and planets go through the real stores.
final class DatabaseRows implements Rows {
    private final DatabaseSettings settings = TestDatabases.H2.settings();
    private final InstantSource clock;
    private Database database;
    private FeedStore store;
    private Claims claims;
    private int planets;

    DatabaseRows(InstantSource clock) {
        this.clock = clock;
        open();
    }

    @Override
    public FeedStore store() {
        return store;
    }

    @Override
    public void add(ScriptedFeed feed, Instant now) {
        new Planets(database.sessions(), clock).save(TestPlanets.planet("planet" + planets++, feed.url()));
    }

    @Override
    public @Nullable Instant nextDue() {
        return database.sessions().fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select min(case when f.nextPollAt < h.notBefore then h.notBefore else f.nextPollAt end)"
                                + " from Feed f join Host h on h.name = f.host where f.planets > 0",
                        Instant.class)
                .getSingleResultOrNull());
    }

    @Override
    public Claim claim() {
        return claims.claim(1).getFirst();
    }

    @Override
    public Feed feed(ScriptedFeed feed) {
        return database.sessions().fromStatelessTransaction(session -> session.get(Feed.class, Ids.feedId(feed.url())));
    }

    @Override
    public void restart() {
        database.close();
        open();
    }

    @Override
    public void close() {
        database.close();
    }

    private void open() {
        database = Database.open(settings, Fetcher.TABLES);
        store = new FeedStore(database.sessions());
        claims = new Claims(database.sessions(), clock);
    }
}
