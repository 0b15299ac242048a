package dev.orrery.publisher.hub;

import dev.orrery.events.HubSubscription;
import dev.orrery.events.Topics;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.live.ChangeStream.Setup;
import dev.orrery.publisher.live.Changes;
import dev.orrery.publisher.serve.Shelves;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub of a publisher, or what tells another's. Hears of changes and acts on a thread of its own.
public final class Hub implements Changes, AutoCloseable {
    private static final int DELIVERIES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final Clients clients;
    private final Callbacks callbacks;
    private final LazyLog log;
    private final Ledger ledger = new Ledger();
    private final @Nullable HubRoute route;
    private final @Nullable Delivery delivery;
    private final @Nullable Pings pings;
    private final ExecutorService verifying = Executors.newVirtualThreadPerTaskExecutor();
    // A name's look-up holds its thread, and with virtual ones a processor.
    private final ExecutorService delivering = Executors.newFixedThreadPool(
            DELIVERIES, Thread.ofPlatform().name("hub-", 1).daemon().factory());
    private final Thread thread = new Thread(this::run, "hub");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Set<Integer> partitions = Set.of();
    private volatile boolean complete;

    /// How the hub reaches Kafka.
    ///
    /// @param setup    waits until the topics are there
    /// @param reader   reads without a group
    /// @param member   of the group [#GROUP]
    public record Clients(
            Setup setup,
            Supplier<Consumer<byte[], byte @Nullable []>> reader,
            Supplier<Consumer<byte[], byte @Nullable []>> member,
            Supplier<Producer<String, byte @Nullable []>> producer) {
        /// The consumer group in which publishers share the subscriptions out.
        public static final String GROUP = Duties.GROUP;
    }

    /// @param guard where callbacks may lead
    public Hub(
            HubAddress address,
            AddressGuard guard,
            Library library,
            Shelves shelves,
            Clients clients,
            InstantSource clock) {
        this.clients = clients;
        callbacks = new Callbacks(guard);
        log = new LazyLog(clients.producer);
        var stand = new ShelfStand(library, shelves);
        route = address instanceof HubAddress.Own
                ? new HubRoute(
                        new HubRequests(ledger, () -> complete, stand, callbacks, log, clock, delivering), verifying)
                : null;
        delivery = address instanceof HubAddress.Own
                ? new Delivery(ledger, () -> partitions, stand, callbacks, log, clock, delivering)
                : null;
        pings = address instanceof HubAddress.Others(var url)
                ? new Pings(url, this::isOurs, stand::main, callbacks, clock, delivering)
                : null;
    }

    /// Takes requests, where there is a hub. They are asked to come again until it has begun.
    public void mount(Router router) {
        if (route != null) {
            route.mount(router);
        }
    }

    /// Begins, where there is a hub.
    public void start() {
        if (delivery != null || pings != null) {
            thread.start();
        }
    }

    /// Whether there is nothing that it has yet to learn.
    public boolean isReady() {
        return complete || (delivery == null && pings == null);
    }

    private boolean isOurs(String planet) {
        return partitions.contains(Math.floorMod(planet.hashCode(), Topics.HUB_SUBSCRIPTIONS.partitions()));
    }

    @Override
    public void planet(String slug) {
        if (delivery != null) {
            delivery.changed(slug);
        }
        if (pings != null) {
            pings.changed(slug);
        }
    }

    @Override
    public void definition(String slug) {
        planet(slug);
    }

    @Override
    public void health(String feedId) {
        // Nor is that.
    }

    @Override
    public void feed(String feedId) {
        // How a feed fares is not told in feeds.
    }

    @Override
    public void everything() {
        if (delivery != null) {
            delivery.everything();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        verifying.shutdownNow();
        delivering.shutdownNow();
        callbacks.close();
        log.close();
    }

    private void run() {
        try {
            clients.setup.ensure();
            do {
                work();
            } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            // Closed while waiting: nothing is open.
        } catch (RuntimeException e) {
            LOG.error("The hub has stopped: {} Its subscribers are told nothing.", e.getMessage(), e);
        }
    }

    private void work() {
        try (var all = clients.reader.get();
                var member = clients.member.get()) {
            var reader = new LedgerReader(ledger, all);
            var duties = new Duties(member, this::everything);
            try {
                follow(reader, duties);
            } finally {
                // Closed by an interruption, with which a consumer cannot leave its group but complains.
                Thread.interrupted();
            }
        } catch (WakeupException | InterruptException _) {
            // Closed; the loop of run() ends.
        } catch (KafkaException e) {
            LOG.warn("Kafka does not answer ({}); the hub waits for it.", e.getMessage());
        } finally {
            complete = false;
            partitions = Set.of();
        }
    }

    private void follow(LedgerReader reader, Duties duties) {
        reader.begin();
        duties.begin();
        while (closed.getCount() > 0) {
            duties.remain();
            partitions = duties.partitions();
            reader.read();
            complete = reader.isComplete();
            round();
        }
    }

    private void round() {
        if (!complete) {
            return;
        }
        try {
            if (delivery != null) {
                delivery.round();
            }
            if (pings != null) {
                pings.round();
            }
        } catch (RuntimeException e) {
            // A store that is down is waited for: everything is looked at again.
            LOG.debug("The hub could not look at feeds.", e);
            everything();
        }
    }

    /// Opens its producer when there is something to note: most publishers' hubs have nobody.
    private static final class LazyLog implements SubscriptionLog, AutoCloseable {
        private final Supplier<Producer<String, byte @Nullable []>> producers;
        private @Nullable Producer<String, byte @Nullable []> producer;

        private LazyLog(Supplier<Producer<String, byte @Nullable []>> producers) {
            this.producers = producers;
        }

        @Override
        public boolean put(HubSubscription subscription) {
            return topic().put(subscription);
        }

        @Override
        public boolean end(HubSubscription subscription) {
            return topic().end(subscription);
        }

        private synchronized SubscriptionLog topic() {
            var open = producer == null ? producers.get() : producer;
            producer = open;
            return new SubscriptionTopic(open);
        }

        @Override
        public synchronized void close() {
            if (producer != null) {
                producer.close(PATIENCE);
            }
        }
    }
}
