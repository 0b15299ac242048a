package dev.orrery.fetcher.web;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/// The end of an exchange's time, over all its redirects: what is under way then is cancelled, wherever it stands.
///
/// It can be stopped and started again, since what we wait for on our own side is not the server's fault. The client
/// below has a time limit too, but one that cannot be stopped.
final class Deadline implements AutoCloseable {
    private final ScheduledThreadPoolExecutor alarm;
    private long left;
    private long runningSince;
    private @Nullable Future<?> ringing;
    private @Nullable Call call;
    private boolean over;
    private boolean paused;

    Deadline(ScheduledThreadPoolExecutor alarm, Duration time) {
        this.alarm = alarm;
        this.left = time.toNanos();
        start();
    }

    /// What deadlines ring by: one thread, however many they are.
    static ScheduledThreadPoolExecutor alarm() {
        ThreadFactory thread = Thread.ofPlatform().name("deadlines").daemon().factory();
        var alarm = new ScheduledThreadPoolExecutor(1, thread);
        alarm.setRemoveOnCancelPolicy(true);
        return alarm;
    }

    /// From now on this call is what is cancelled.
    synchronized void covers(Call next) {
        call = next;
        if (over) {
            next.cancel();
        }
    }

    synchronized void pause() {
        paused = true;
        left -= System.nanoTime() - runningSince;
        stop();
    }

    synchronized void start() {
        runningSince = System.nanoTime();
        ringing = alarm.schedule(this::ring, Math.max(0, left), TimeUnit.NANOSECONDS);
    }

    /// How much time there still is; meaningful while it runs.
    synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, left - (System.nanoTime() - runningSince)));
    }

    synchronized boolean isOver() {
        return over;
    }

    /// Whether it was ever stopped: then a server had to wait for us.
    synchronized boolean wasPaused() {
        return paused;
    }

    @Override
    public synchronized void close() {
        stop();
    }

    private void stop() {
        if (ringing != null) {
            ringing.cancel(false);
        }
    }

    private synchronized void ring() {
        over = true;
        if (call != null) {
            call.cancel();
        }
    }
}
