package dev.orrery.enricher;

import dev.orrery.enricher.pipeline.Emitter;
import dev.orrery.enricher.pipeline.EnricherLoop;
import dev.orrery.enricher.pipeline.GenerationTargets;
import dev.orrery.enricher.pipeline.KafkaEmitter;
import dev.orrery.enricher.pipeline.Lag;
import dev.orrery.enricher.store.Generations;
import dev.orrery.enricher.store.Positions;
import dev.orrery.events.TopicSetup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// A whole enricher on a thread of its own.
///
/// ```java
/// try (var enricher = Enricher.connect("localhost:9092", "mongodb://localhost/orrery", InstantSource.system())) {
///     enricher.start();
///     …
/// }
/// ```
public final class Enricher implements AutoCloseable {
    public static final String GROUP = "orrery-enricher";

    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Connections connections;
    private final Emitter emitter;
    private final Lag lag;
    private final EnricherLoop loop;
    private final Thread thread;

    private Enricher(Connections connections, Emitter emitter, Lag lag, EnricherLoop loop) {
        this.connections = connections;
        this.emitter = emitter;
        this.lag = lag;
        this.loop = loop;
        this.thread = new Thread(loop, "enricher");
    }

    /// Puts an enricher together; nothing is waited for and nothing runs before [#start].
    ///
    /// @param mongodb a connection string that names the database
    public static Enricher connect(String kafka, String mongodb, InstantSource clock) {
        return connect(kafka, mongodb, clock, emitter -> emitter, positions -> positions);
    }

    /// The same with something between it and what it produces to or keeps its positions in, for tests.
    public static Enricher connect(
            String kafka,
            String mongodb,
            InstantSource clock,
            UnaryOperator<Emitter> aroundEmitter,
            UnaryOperator<Positions> aroundPositions) {
        var connections = new Connections(kafka, mongodb, GROUP);
        var emitter = aroundEmitter.apply(new KafkaEmitter(kafka));
        var generations = new Generations(connections.database());
        var targets = GenerationTargets.live(generations, emitter, clock, aroundPositions);
        var loop = new EnricherLoop(() -> TopicSetup.ensure(kafka), () -> connections.consumer(GROUP), targets);
        var lag = new Lag(connections.admin(GROUP + "-lag"), targets::positions);
        return new Enricher(connections, emitter, lag, loop);
    }

    public void start() {
        thread.start();
    }

    /// Whether it does its work just now: it has joined its group and no store is down.
    public boolean isReady() {
        return loop.isReady();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /// How many records wait; nothing if a store does not answer.
    public OptionalLong lag() throws InterruptedException {
        return lag.now();
    }

    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(STOPPING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lag.close();
        emitter.close();
        connections.close();
    }
}
