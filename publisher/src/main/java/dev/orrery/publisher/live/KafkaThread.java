package dev.orrery.publisher.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/// A thread that reads from Kafka until it is closed, whatever it waits for then: a poll is woken up, everything else
/// interrupted.
public final class KafkaThread implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Consumer<?, ?> consumer;

    /// @param work what it does; ends by itself when [#isOpen] no longer holds
    public KafkaThread(String name, Runnable work) {
        thread = new Thread(work, name);
    }

    public void start() {
        thread.start();
    }

    public boolean isOpen() {
        return closed.getCount() > 0;
    }

    /// @return whether it was closed meanwhile
    public boolean isClosedWithin(Duration pause) throws InterruptedException {
        return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Says what is polled from now on.
    ///
    /// @param polled null for nothing
    public void polls(@Nullable Consumer<?, ?> polled) {
        consumer = polled;
    }

    @Override
    public void close() {
        closed.countDown();
        var current = consumer;
        if (current == null) {
            thread.interrupt();
        } else {
            current.wakeup();
        }
        try {
            // As a number, for a thread that was never started is an error to wait for by a Duration.
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
