package dev.orrery.fetcher.web;

import java.io.IOException;
import java.time.Duration;

/// What belongs to one exchange with all its redirects: its time, its memory and the leash of its connection.
final class Conversation {
    /// How long we wait for ourselves. The lease of a poll is renewed meanwhile.
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /// How long a server may be kept waiting before it is our fault if it gives up.
    private static final Duration LONG = Duration.ofSeconds(5);

    final Deadline deadline;
    private final Room.Share share;
    private volatile Leash leash = new Leash();
    private boolean keptWaiting;

    /// This machine has too much to do; the server has done nothing wrong.
    static final class Crowded extends IOException {
        private static final long serialVersionUID = 1L;

        Crowded(String reason) {
            super(reason);
        }
    }

    Conversation(Deadline deadline, Room.Share share) {
        this.deadline = deadline;
        this.share = share;
    }

    void on(Leash connection) {
        leash = connection;
    }

    Leash leash() {
        return leash;
    }

    /// Waits until there is room for so many more bytes of the document.
    void room(int bytes) throws IOException, InterruptedException {
        long cost = (long) bytes * Room.COST;
        if (share.takeAtOnce(cost)) {
            return;
        }
        long since = System.nanoTime();
        deadline.pause();
        try {
            if (!share.await(cost, PATIENCE)) {
                throw new Crowded("This machine has no memory free for the document at the moment.");
            }
        } finally {
            keptWaiting |= System.nanoTime() - since > LONG.toNanos();
            deadline.start();
        }
    }

    /// Whether the server had to wait for us to read on, so that it may have lost its patience.
    boolean keptWaiting() {
        return keptWaiting;
    }

    /// Waits until the server may be asked.
    void turn(Turns turns, String server) throws IOException, InterruptedException {
        if (turns.takeAtOnce(server)) {
            return;
        }
        deadline.pause();
        try {
            if (!turns.await(server, PATIENCE)) {
                throw new Crowded("Other requests to %s were still going on.".formatted(server));
            }
        } finally {
            deadline.start();
        }
    }
}
