package dev.orrery.local;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.Fetcher;
import dev.orrery.fetcher.KafkaAnnouncer;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.DatabaseSettings;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.planets.PlanetFolder;
import dev.orrery.fetcher.planets.Planets;
import dev.orrery.fetcher.poll.Announcer;
import dev.orrery.fetcher.poll.Claims;
import dev.orrery.fetcher.poll.FeedPoller;
import dev.orrery.fetcher.poll.FeedStore;
import dev.orrery.fetcher.poll.PollSchedule;
import dev.orrery.fetcher.poll.Sighting;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;

/// The real fetcher's one poll, ending as it should, or standing still between the last acknowledgement and the
/// transaction.
final class CrashingFetcher {
    private CrashingFetcher() {}

    /// Arguments: `crash` or `finish`, Kafka, the folder of the database, the planet file, the web's port.
    public static void main(String[] arguments) throws Exception {
        var clock = InstantSource.system();
        var url = "jdbc:h2:file:%s/orrery;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0".formatted(arguments[2]);
        var own = "localhost:" + arguments[4];
        var guard = new AddressGuard(List.of(), Set.of(own));
        var limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 1 << 20, 200, 5);
        try (var database = Database.open(new DatabaseSettings(url, null, null), Fetcher.TABLES);
                var kafka =
                        new KafkaAnnouncer(new KafkaProducer<>(KafkaSettings.producer(arguments[1], "crash-test")));
                var web = new FeedHttpClient(guard, limits, "https://orrery.example/", clock)) {
            var planets = new Planets(database.sessions(), clock);
            new PlanetFolder(Path.of(arguments[3]), Optional.of(URI.create("http://" + own + "/")), planets).look();
            var claims = new Claims(database.sessions(), clock);
            // The file is ours alone: the lease of the one that was killed binds nobody.
            claims.releaseAll();
            var poller = new FeedPoller(
                    new FeedStore(database.sessions()),
                    web,
                    new FeedParser(100),
                    arguments[0].equals("crash") ? new Stopping(kafka) : kafka,
                    // Due again at once.
                    new PollSchedule(Duration.ofMillis(1)),
                    clock);
            var outcome = poller.poll(claims.claim(1).getFirst(), Duration.ZERO);
            System.out.println("POLLED " + outcome.getClass().getSimpleName());
        }
        System.exit(0);
    }

    private record Stopping(Announcer announcer) implements Announcer {
        @Override
        public void entries(List<Sighting> entries) throws InterruptedException {
            announcer.entries(entries);
            ChildJvm.standStill("transaction");
        }

        @Override
        public void feeds(List<FeedStatus> feeds) throws InterruptedException {
            announcer.feeds(feeds);
        }
    }
}
