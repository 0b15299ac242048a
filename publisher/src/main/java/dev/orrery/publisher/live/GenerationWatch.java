package dev.orrery.publisher.live;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every second whether a replay made another generation of the projection live. Its records tell of what
/// differs too, but not of an entry that is placed as it was and reads otherwise.
public final class GenerationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final long UNKNOWN = -1;

    private final LongSupplier live;
    private final Changes changes;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long last = UNKNOWN;

    /// @param live the number of the live generation, as it is stored now
    public GenerationWatch(LongSupplier live, Changes changes) {
        this.live = live;
        this.changes = changes;
    }

    public void start() {
        Thread.ofVirtual().name("generation").start(this::run);
    }

    /// While MongoDB does not answer, nothing is known to have changed.
    void look() {
        try {
            long now = live.getAsLong();
            if (last != UNKNOWN && now != last) {
                LOG.info("Generation {} of the projection is live.", now);
                changes.everything();
            }
            last = now;
        } catch (MongoException e) {
            LOG.debug("The live generation could not be read.", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
