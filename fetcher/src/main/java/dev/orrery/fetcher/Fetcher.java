package dev.orrery.fetcher;

import dev.orrery.events.KafkaSettings;
import dev.orrery.events.TopicSetup;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.planets.PlanetRow;
import dev.orrery.fetcher.planets.SubscriptionRow;
import dev.orrery.fetcher.poll.Feed;
import dev.orrery.fetcher.poll.FeedAlias;
import dev.orrery.fetcher.poll.FeedWindow;
import dev.orrery.fetcher.poll.Host;
import dev.orrery.fetcher.poll.SeenEntry;
import dev.orrery.fetcher.push.Push;
import dev.orrery.fetcher.push.PushRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole fetcher as one thing that starts and stops. It waits for its database and for Kafka as long as it takes,
/// on a thread of its own, so whoever asks meanwhile hears that it is not ready.
public final class Fetcher implements AutoCloseable {
    /// Every class that is a table.
    public static final List<Class<?>> TABLES = List.of(
            PlanetRow.class,
            SubscriptionRow.class,
            Host.class,
            Feed.class,
            FeedAlias.class,
            FeedWindow.class,
            SeenEntry.class,
            PushRow.class);

    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// What the producer may hold unsent. A poll waits for its acknowledgements, so it need not be much.
    private static final int PRODUCER_BYTES = 16 << 20;

    private final FetcherSettings settings;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread starter = Thread.ofPlatform().name("fetcher-start").unstarted(this::start);
    private volatile @Nullable Work work;
    private volatile String waitingFor = "the database";

    public Fetcher(FetcherSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Returns at once.
    public void open() {
        starter.start();
    }

    /// What the fetcher still waits for, or null once it works.
    public @Nullable String waitingFor() {
        return work == null ? waitingFor : null;
    }

    /// How far it is; all zero until it works.
    public Status status() {
        var running = work;
        return running == null ? Status.NONE : running.status();
    }

    /// What answers hubs, or null until it works.
    @Nullable
    Push push() {
        var running = work;
        return running == null ? null : running.push();
    }

    /// Ends the polls in flight as they stand; those that are not finished are done again at the next start.
    @Override
    public void close() {
        closed.countDown();
        starter.interrupt();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (work != null) {
            work.close();
        }
    }

    private void start() {
        Database database = null;
        try {
            database = openDatabase();
            waitingFor = "Kafka at " + settings.kafka();
            TopicSetup.ensure(settings.kafka());
            work = Work.start(settings, database, new KafkaAnnouncer(producer()), clock);
            LOG.info("The fetcher works.");
        } catch (InterruptedException e) {
            if (database != null) {
                database.close();
            }
        }
    }

    private Database openDatabase() throws InterruptedException {
        var pause = Duration.ofMillis(500);
        while (true) {
            try {
                return Database.open(settings.database(), TABLES);
            } catch (RuntimeException e) {
                if (waitingFor.equals("the database")) {
                    LOG.warn(
                            "The database at {} cannot be used yet ({}); waiting for it.",
                            settings.database().name(),
                            rootMessage(e));
                    waitingFor = "the database at " + settings.database().name();
                }
            }
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("closed");
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private KafkaProducer<String, byte @Nullable []> producer() {
        var producer = KafkaSettings.producer(settings.kafka(), "orrery-fetcher");
        producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) PRODUCER_BYTES);
        return new KafkaProducer<>(producer);
    }

    private static String rootMessage(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
    }
}
