package dev.orrery.enricher.replay;

import dev.orrery.enricher.Connections;
import dev.orrery.enricher.pipeline.EnricherLoop;
import dev.orrery.enricher.pipeline.GenerationTargets;
import dev.orrery.enricher.pipeline.Lag;
import dev.orrery.enricher.store.Generation;
import dev.orrery.enricher.store.Generations;
import dev.orrery.enricher.store.Positions;
import dev.orrery.events.TopicSetup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An enricher's loop on a thread of its own, in a consumer group of its own, that works into one generation and
/// produces nothing.
final class Rebuilding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration STOPPING = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EnricherLoop loop;
    private final Lag lag;
    private final GenerationTargets targets;
    private final Thread thread;

    private Rebuilding(EnricherLoop loop, Lag lag, GenerationTargets targets) {
        this.loop = loop;
        this.lag = lag;
        this.targets = targets;
        this.thread = new Thread(loop, "replay");
    }

    static Rebuilding start(
            Connections connections, Generations generations, Generation generation, InstantSource clock) {
        var group = group(generation.number());
        var targets = GenerationTargets.fixed(generations, generation.number(), new Unhandled(generation), clock);
        var loop = new EnricherLoop(
                () -> TopicSetup.ensure(connections.kafka()), () -> connections.consumer(group), targets);
        var lag = new Lag(connections.admin(group + "-lag"), targets::positions);
        var rebuilding = new Rebuilding(loop, lag, targets);
        rebuilding.thread.start();
        return rebuilding;
    }

    /// Until all that is on the topics has been read.
    void awaitCaughtUp(Progress progress) throws InterruptedException {
        for (var left = left(progress); left.orElse(1) > 0; left = left(progress)) {
            pause();
        }
    }

    /// Until it is nowhere behind another generation, so that readers of that one do not go back in time.
    void awaitLevelWith(Positions other, Progress progress) throws InterruptedException {
        while (isBehind(other)) {
            pause();
        }
        progress.left(0);
    }

    private boolean isBehind(Positions other) {
        var mine = targets.positions();
        return other.load().entrySet().stream()
                .anyMatch(position -> mine.getOrDefault(position.getKey(), 0L) < position.getValue());
    }

    private OptionalLong left(Progress progress) throws InterruptedException {
        var left = lag.now();
        left.ifPresent(progress::left);
        return left;
    }

    private void pause() throws InterruptedException {
        thread.join(LOOK_EVERY);
        if (!thread.isAlive()) {
            throw new IllegalStateException("the rebuilding ended by itself");
        }
    }

    /// Ends after what it is doing; the position is stored by then, or the same is done again.
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(STOPPING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lag.close();
    }

    static void forgetGroup(Connections connections, long generation) throws InterruptedException {
        try (var admin = connections.admin(group(generation) + "-end")) {
            admin.deleteConsumerGroups(List.of(group(generation)))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The group of a replay stays until Kafka forgets it.", e);
        }
    }

    private static String group(long generation) {
        return "orrery-replay-" + generation;
    }
}
