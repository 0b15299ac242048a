package dev.orrery.local;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import dev.orrery.fetcher.Fetcher;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.DatabaseSettings;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.poll.Announcer;
import dev.orrery.fetcher.poll.Claims;
import dev.orrery.fetcher.poll.FeedAnnouncer;
import dev.orrery.fetcher.poll.FeedPoller;
import dev.orrery.fetcher.poll.FeedStore;
import dev.orrery.fetcher.poll.PollSchedule;
import dev.orrery.fetcher.poll.Polling;
import dev.orrery.fetcher.poll.Sighting;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The real fetcher's polling and announcing on a database that it shares with others, feeds coming due every
/// second, with a lease that a test can wait for. It polls until it is killed.
final class PollingFetcher {
    static final Duration LEASE = Duration.ofSeconds(3);
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final int AT_ONCE = 16;

    private PollingFetcher() {}

    /// Argument: the database's JDBC address.
    public static void main(String[] arguments) {
        var clock = InstantSource.system();
        var guard = new AddressGuard(List.of(AddressRange.parse("127.0.0.0/8")), Set.of());
        var limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 1 << 20, 200, 5);
        try (var database = Database.open(new DatabaseSettings(arguments[0], "postgres", null), Fetcher.TABLES);
                var web = new FeedHttpClient(guard, limits, "https://orrery.example/", clock)) {
            var poller = new FeedPoller(
                    new FeedStore(database.sessions()),
                    web,
                    new FeedParser(100),
                    new Silent(),
                    new PollSchedule(INTERVAL),
                    clock);
            var announcer = new FeedAnnouncer(database.sessions(), new Silent(), clock);
            Thread.ofVirtual().start(() -> announce(announcer));
            System.out.println("POLLING");
            new Polling(new Claims(database.sessions(), clock, LEASE), poller, host -> Duration.ZERO, AT_ONCE, clock)
                    .run();
        }
    }

    private static void announce(FeedAnnouncer announcer) {
        try {
            while (true) {
                announcer.announce();
                Thread.sleep(INTERVAL.dividedBy(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Silent implements Announcer {
        @Override
        public void entries(List<Sighting> entries) {}

        @Override
        public void feeds(List<FeedStatus> feeds) {}
    }
}
