package dev.orrery.bench.farm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/// What guests did since the last [#reset].
final class Visits {
    private final LongAdder unconditional = new LongAdder();
    private final LongAdder notModified = new LongAdder();
    private final LongAdder documents = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder handshakes = new LongAdder();
    private final AtomicIntegerArray atHost;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger mostAtOneHost = new AtomicInteger();
    private final AtomicIntegerArray told;

    Visits(FarmOptions options) {
        atHost = new AtomicIntegerArray(options.hosts());
        told = new AtomicIntegerArray(options.feeds());
    }

    void connected() {
        connections.increment();
    }

    void shookHands() {
        handshakes.increment();
    }

    /// A request has arrived. It is in the house until [#leaves], which comes before its answer's first byte is out, so
    /// that two requests of a guest who waits for each answer never overlap.
    void enters(int host) {
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        mostAtOneHost.accumulateAndGet(atHost.incrementAndGet(host), Math::max);
    }

    void leaves(int host) {
        now.decrementAndGet();
        atHost.decrementAndGet(host);
    }

    void refused() {
        refused.increment();
    }

    void notModified(int feed, int version) {
        told.set(feed, version);
        notModified.increment();
    }

    /// @param conditional whether the request had a validator
    void document(int feed, int version, int sent, boolean conditional) {
        told.set(feed, version);
        documents.increment();
        bytes.add(sent);
        if (!conditional) {
            unconditional.increment();
        }
    }

    /// Whether a guest was told of this version of the feed.
    boolean knows(int feed, int version) {
        return told.get(feed) == version;
    }

    void reset() {
        for (var counter :
                new LongAdder[] {unconditional, notModified, documents, refused, bytes, connections, handshakes}) {
            counter.reset();
        }
        mostAtOnce.set(now.get());
        mostAtOneHost.set(0);
        for (int feed = 0; feed < told.length(); feed++) {
            told.set(feed, 0);
        }
    }

    FarmScore score(int feeds, int fresh) {
        return new FarmScore(
                feeds,
                fresh,
                documents.sum() + notModified.sum() + refused.sum(),
                documents.sum(),
                notModified.sum(),
                refused.sum(),
                unconditional.sum(),
                bytes.sum(),
                connections.sum(),
                handshakes.sum(),
                mostAtOnce.get(),
                mostAtOneHost.get());
    }
}
