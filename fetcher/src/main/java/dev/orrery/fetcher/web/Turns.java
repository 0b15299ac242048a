package dev.orrery.fetcher.web;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Who may ask now: one at a time a host, and only so many altogether.
///
/// Claims in the database see to it that no two polls of a host are under way, on any machine. A redirect leads to a
/// host that nobody has claimed, and discovery and hubs have no claims at all; here all of them take turns.
final class Turns {
    private final int atOnce;
    private final Set<String> taken = new HashSet<>();
    private boolean closed;

    Turns(int atOnce) {
        this.atOnce = atOnce;
    }

    /// @param host with its port
    /// @return false if it is not its turn at the moment
    synchronized boolean takeAtOnce(String host) {
        return taken.size() < atOnce && taken.add(host);
    }

    /// Waits for a turn.
    ///
    /// @return false if there was none for so long
    /// @throws InterruptedException if the client was closed meanwhile
    synchronized boolean await(String host, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!takeAtOnce(host)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (closed) {
                throw new InterruptedException("the client was closed");
            }
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void give(String host) {
        taken.remove(host);
        notifyAll();
    }

    /// Whoever waits is interrupted.
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
