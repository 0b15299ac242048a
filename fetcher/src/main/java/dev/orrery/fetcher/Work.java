package dev.orrery.fetcher;

import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.planets.PlanetAnnouncer;
import dev.orrery.fetcher.planets.PlanetFolder;
import dev.orrery.fetcher.planets.Planets;
import dev.orrery.fetcher.poll.Claims;
import dev.orrery.fetcher.poll.FeedAnnouncer;
import dev.orrery.fetcher.poll.FeedPoller;
import dev.orrery.fetcher.poll.FeedStore;
import dev.orrery.fetcher.poll.Polling;
import dev.orrery.fetcher.push.Inbox;
import dev.orrery.fetcher.push.InboxBook;
import dev.orrery.fetcher.push.Push;
import dev.orrery.fetcher.push.Subscriber;
import dev.orrery.fetcher.push.Verifications;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.HubHttp;
import dev.orrery.fetcher.web.OutgoingHttp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// The fetcher at work, its stores being there. One loop watches the planet files, one tells Kafka of planets and
/// feeds, and one thread keeps polls going.
final class Work implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PUSH_EVERY = Duration.ofSeconds(5);

    /// Longer than the lease of a fetcher that died while polling the feed.
    private static final Duration DELIVERY_PATIENCE = Duration.ofSeconds(90);

    private static final Duration ANNOUNCE_EVERY = Duration.ofMillis(500);

    private final Database database;
    private final KafkaAnnouncer kafka;
    private final InstantSource clock;
    private final OutgoingHttp http;
    private final @Nullable PlanetFolder folder;
    private final PlanetAnnouncer planetAnnouncer;
    private final FeedAnnouncer feedAnnouncer;
    private final Polling polling;
    private final Loop files = new Loop("planet-files", LOOK_EVERY, this::look);
    private final Loop announcements = new Loop("announcements", ANNOUNCE_EVERY, this::announce);
    private final Thread pollingThread;
    private final Push push;
    private final @Nullable Subscriber subscriber;
    private final Loop pushing = new Loop("push", PUSH_EVERY, this::pushRound);

    private Work(FetcherSettings settings, Database database, KafkaAnnouncer kafka, InstantSource clock) {
        this.database = database;
        this.kafka = kafka;
        this.clock = clock;
        var sessions = database.sessions();
        var guard = new AddressGuard(settings.allow(), settings.allowHosts(), settings.allowPorts());
        var planets = new Planets(sessions, clock);
        var claims = new Claims(sessions, clock);
        if (settings.database().isH2()) {
            claims.releaseAll();
        }
        http = new OutgoingHttp(guard, settings.limits(), settings.contact());
        var web = new FeedHttpClient(http, clock);
        folder = settings.planets()
                .map(path -> new PlanetFolder(path, settings.feedBase(), planets))
                .orElse(null);
        planetAnnouncer = new PlanetAnnouncer(planets, kafka);
        feedAnnouncer = new FeedAnnouncer(sessions, kafka, clock);
        var poller = new FeedPoller(
                new FeedStore(sessions), web, new FeedParser(settings.maxEntries()), kafka, settings.schedule(), clock);
        polling = new Polling(
                claims, poller, host -> gap(guard, host, settings.hostGap()), settings.pollsAtOnce(), clock);
        push = new Push(
                new Verifications(sessions, clock),
                new Inbox(new InboxBook(sessions, clock), claims, poller, DELIVERY_PATIENCE));
        var hubs = new HubHttp(http, clock);
        subscriber = settings.pushUrl()
                .map(url -> new Subscriber(sessions, hubs::post, url, clock))
                .orElse(null);
        pollingThread = Thread.ofPlatform().name("polling").unstarted(polling);
    }

    static Work start(FetcherSettings settings, Database database, KafkaAnnouncer kafka, InstantSource clock) {
        var work = new Work(settings, database, kafka, clock);
        work.files.start();
        work.announcements.start();
        work.pollingThread.start();
        work.pushing.start();
        return work;
    }

    Status status() {
        var problems = folder == null ? List.<String>of() : folder.problems();
        return database.sessions()
                .fromStatelessTransaction(session -> new Status(
                        count(session, "select count(*) from Planet p where p.deleted = false"),
                        count(session, "select count(*) from Feed f where f.planets > 0"),
                        count(session, "select count(*) from Feed f where f.planets > 0 and f.lastPollAt is not null"),
                        session.createSelectionQuery("select count(*) from Feed f where f.pushUntil > :now", Long.class)
                                .setParameter("now", clock.instant())
                                .getSingleResult(),
                        count(session, "select coalesce(sum(p.refused), 0) from Push p"),
                        count(session, "select count(*) from SeenEntry s"),
                        problems));
    }

    @Override
    public void close() {
        files.stop();
        announcements.stop();
        polling.stop();
        pushing.stop();
        http.close();
        kafka.close();
        push.inbox().close();
        pushing.join();
        files.join();
        announcements.join();
        try {
            pollingThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }

    Push push() {
        return push;
    }

    private void pushRound() throws InterruptedException {
        push.inbox().sweep();
        if (subscriber != null) {
            subscriber.round();
        }
    }

    private void look() {
        if (folder != null && folder.look()) {
            announcements.wake();
            polling.wake();
        }
    }

    private void announce() throws InterruptedException {
        planetAnnouncer.announce();
        while (feedAnnouncer.announce() > 0) {
            planetAnnouncer.announce();
        }
    }

    /// Whom the operator allows by name is the operator's own: a sample planet, a test.
    private static Duration gap(AddressGuard guard, String host, Duration usual) {
        int colon = host.lastIndexOf(':');
        boolean own = colon < 0
                ? guard.allowsByName(host, 80) || guard.allowsByName(host, 443)
                : guard.allowsByName(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)));
        return own ? Duration.ZERO : usual;
    }

    private static long count(StatelessSession session, String query) {
        return session.createSelectionQuery(query, Long.class).getSingleResult();
    }
}
