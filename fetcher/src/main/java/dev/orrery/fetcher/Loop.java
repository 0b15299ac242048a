package dev.orrery.fetcher;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that does one thing again and again, until it is stopped. What goes wrong is said once and tried again.
///
/// It is never interrupted: an interrupt during a write makes H2 close its file.
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final int SLOWEST = 30;

    private final Duration every;
    private final Task task;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private int troubles;

    /// One round of it.
    @FunctionalInterface
    interface Task {
        /// @throws InterruptedException if it was told to stop meanwhile
        void run() throws InterruptedException;
    }

    Loop(String name, Duration every, Task task) {
        this.every = every;
        this.task = task;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wakes.release();
    }

    /// Returns at once; [#join] waits for the round under way.
    void stop() {
        stopping = true;
        wake();
    }

    void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                round();
                wakes.tryAcquire(
                        every.toMillis() * Math.min(SLOWEST, 1L << Math.min(troubles, 5)), TimeUnit.MILLISECONDS);
                wakes.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} is told to stop.", thread.getName());
        }
    }

    private void round() throws InterruptedException {
        try {
            task.run();
            if (troubles > 0) {
                LOG.info("{}: it works again.", thread.getName());
                troubles = 0;
            }
        } catch (RuntimeException e) {
            if (!stopping && troubles++ == 0) {
                LOG.warn("{}: it did not work ({}) and is tried again.", thread.getName(), e.toString(), e);
            }
        }
    }
}
