package dev.orrery.fetcher.web;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The memory that documents may take together, from their first byte until they have been read.
///
/// What a document takes grows as its bytes arrive, so nobody knows beforehand how much to ask for, and many that
/// grow at once could each hold a part and wait for the rest for ever. So one of those that wait, the first, may
/// take more than there is: it ends some time, and then it is the next one's turn. All together never take more than
/// the room and one document.
final class Room {
    /// What a byte of a document costs on the way to its entries: the bytes, the tree that a parser makes of them,
    /// the entries' texts.
    static final int COST = 8;

    private final long size;
    private final Set<Share> waiting = new LinkedHashSet<>();
    private long used;
    private @Nullable Share favoured;
    private boolean closed;

    Room(long size) {
        this.size = size;
    }

    /// One document's part, nothing at first.
    Share share() {
        return new Share(this);
    }

    /// Whoever waits is interrupted.
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized boolean takeAtOnce(Share share, long bytes) {
        if (!fits(share, bytes)) {
            return false;
        }
        if (share != favoured) {
            used += bytes;
        }
        share.held += bytes;
        return true;
    }

    private synchronized boolean await(Share share, long bytes, Duration patience) throws InterruptedException {
        waiting.add(share);
        try {
            long end = System.nanoTime() + patience.toNanos();
            while (!takeAtOnce(share, bytes)) {
                if (closed) {
                    throw new InterruptedException("the client was closed");
                }
                if (favoured == null && waiting.iterator().next() == share) {
                    favour(share);
                    continue;
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } finally {
            waiting.remove(share);
            notifyAll();
        }
    }

    /// What it holds counts no more, so that the others go on in the room as before.
    private void favour(Share share) {
        favoured = share;
        used -= share.held;
        notifyAll();
    }

    private boolean fits(Share share, long bytes) {
        return used + bytes <= size || share == favoured;
    }

    private synchronized void give(Share share, long bytes) {
        share.held -= bytes;
        if (share != favoured) {
            used -= bytes;
        } else if (share.held == 0) {
            favoured = null;
        }
        notifyAll();
    }

    /// What one document takes of the room. Not for several threads at once.
    static final class Share implements AutoCloseable {
        private final Room room;
        private long held;

        private Share(Room room) {
            this.room = room;
        }

        /// @return false if there is no room at the moment
        boolean takeAtOnce(long bytes) {
            return room.takeAtOnce(this, bytes);
        }

        /// Waits for room.
        ///
        /// @return false if there was none for so long
        /// @throws InterruptedException if the client was closed meanwhile
        boolean await(long bytes, Duration patience) throws InterruptedException {
            return room.await(this, bytes, patience);
        }

        void give(long bytes) {
            room.give(this, bytes);
        }

        @Override
        public void close() {
            room.give(this, held);
        }
    }
}
