package dev.orrery.fetcher;

import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Planet;
import dev.orrery.events.Topics;
import dev.orrery.fetcher.planets.PlanetTopic;
import dev.orrery.fetcher.poll.Announcer;
import dev.orrery.fetcher.poll.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Kafka as it is promised: returns when all is acknowledged, and waits for a broker that is down. Sending again what
/// may have arrived is harmless: it is the same key, revision and bytes.
public final class KafkaAnnouncer implements Announcer, PlanetTopic, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaAnnouncer.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SAY_AFTER = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Producer<String, byte @Nullable []> producer;
    private final AtomicBoolean complained = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    public KafkaAnnouncer(Producer<String, byte @Nullable []> producer) {
        this.producer = producer;
    }

    @Override
    public void entries(List<Sighting> entries) throws InterruptedException {
        send(entries.stream()
                .map(entry -> EventCodec.record(entry.record(), entry.source()))
                .toList());
    }

    @Override
    public void feeds(List<FeedStatus> feeds) throws InterruptedException {
        send(feeds.stream()
                .map(feed -> EventCodec.record(Topics.FEEDS, feed.feedId(), feed))
                .toList());
    }

    @Override
    public void planet(Planet planet) throws InterruptedException {
        send(List.of(EventCodec.record(Topics.PLANETS, planet.planet(), planet)));
    }

    @Override
    public void deleted(String slug, int revision) throws InterruptedException {
        send(List.of(EventCodec.tombstone(Topics.PLANETS, slug, revision)));
    }

    /// Whoever waits for an acknowledgement waits no longer.
    @Override
    public void close() {
        closed.countDown();
        producer.close(Duration.ZERO);
    }

    private void send(List<ProducerRecord<String, byte @Nullable []>> records) throws InterruptedException {
        var pause = FIRST_PAUSE;
        var left = records;
        while (true) {
            left = unacknowledged(left);
            if (left.isEmpty()) {
                if (complained.compareAndSet(true, false)) {
                    LOG.info("Kafka answers again.");
                }
                return;
            }
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the fetcher is stopping");
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private List<ProducerRecord<String, byte @Nullable []>> unacknowledged(
            List<ProducerRecord<String, byte @Nullable []>> records) throws InterruptedException {
        var failed = new ArrayList<ProducerRecord<String, byte @Nullable []>>();
        var sent = new ArrayList<@Nullable Future<?>>();
        for (ProducerRecord<String, byte @Nullable []> record : records) {
            sent.add(sent(record));
        }
        for (int i = 0; i < records.size(); i++) {
            if (!isAcknowledged(sent.get(i))) {
                failed.add(records.get(i));
            }
        }
        return failed;
    }

    private @Nullable Future<?> sent(ProducerRecord<String, byte @Nullable []> record) {
        try {
            return producer.send(record);
        } catch (KafkaException | IllegalStateException e) {
            complain(e.toString());
            return null;
        }
    }

    private boolean isAcknowledged(@Nullable Future<?> sent) throws InterruptedException {
        while (sent != null) {
            try {
                sent.get(SAY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                complain("nothing for %d s".formatted(SAY_AFTER.toSeconds()));
            } catch (ExecutionException e) {
                complain(String.valueOf(e.getCause()));
                return false;
            }
        }
        return false;
    }

    private void complain(String why) {
        if (complained.compareAndSet(false, true)) {
            LOG.warn("Kafka does not take our records ({}); waiting for it.", why);
        }
    }
}
