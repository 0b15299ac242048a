package dev.orrery.enricher.replay;

import dev.orrery.enricher.Connections;
import dev.orrery.enricher.pipeline.Emitter;
import dev.orrery.enricher.pipeline.KafkaEmitter;
import dev.orrery.enricher.replay.Note.State;
import dev.orrery.enricher.replay.Progress.Step;
import dev.orrery.enricher.store.Generation;
import dev.orrery.enricher.store.Generations;
import dev.orrery.enricher.store.MongoPositions;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.Projection;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Makes a new generation of the projection, says in what it differs from the live one, and makes it the live one.
///
/// It can be stopped or die at any moment: what it has come to stands in MongoDB, and the next one goes on from there.
/// Enrichers and publishers work on meanwhile, on the live generation, and follow when another becomes live.
///
/// ```java
/// try (var replay = Replay.connect(kafka, mongodb, clock)) {
///     replay.rebuild(ReplayScope.ALL, progress);
///     replay.report(progress);
///     replay.apply(progress);
/// }
/// ```
public final class Replay implements AutoCloseable {
    private static final String NAME = "orrery-replay";

    private final Connections connections;
    private final Generations generations;
    private final InstantSource clock;
    private final UnaryOperator<Emitter> aroundEmitter;
    private @Nullable Note note;
    private @Nullable Rebuilding rebuilding;

    private Replay(Connections connections, InstantSource clock, UnaryOperator<Emitter> aroundEmitter) {
        this.connections = connections;
        this.generations = new Generations(connections.database());
        this.clock = clock;
        this.aroundEmitter = aroundEmitter;
    }

    /// @param mongodb a connection string that names the database
    public static Replay connect(String kafka, String mongodb, InstantSource clock) {
        return connect(kafka, mongodb, clock, emitter -> emitter);
    }

    /// The same with something between it and the topics, for tests.
    public static Replay connect(
            String kafka, String mongodb, InstantSource clock, UnaryOperator<Emitter> aroundEmitter) {
        return new Replay(new Connections(kafka, mongodb, NAME), clock, aroundEmitter);
    }

    /// Whether an earlier replay has switched and not yet told of everything: [#finish] is due.
    public boolean isUnfinished() {
        var left = Note.read(connections.database());
        return left != null && generations.live() == left.generation();
    }

    /// Begins a new generation, or goes on with the one that was begun, and returns when it has caught up with the
    /// topics. It follows them from then on.
    ///
    /// @throws ReplayRefused if another one was begun, or [#isUnfinished]
    public void rebuild(ReplayScope scope, Progress progress) throws ReplayRefused, InterruptedException {
        var begun = begin(scope);
        note = begun;
        var rebuilt = open(begun.generation());
        if (begun.state() == State.NEW) {
            new Beginning(connections, clock).begin(scope, open(begun.from()), rebuilt, progress);
            note = begun.now(State.BEGUN).write(connections.database());
        }
        progress.at(Step.READING);
        var running = Rebuilding.start(connections, generations, rebuilt, clock);
        rebuilding = running;
        running.awaitCaughtUp(progress);
    }

    private Note begin(ReplayScope scope) throws ReplayRefused {
        long live = generations.live();
        var left = Note.read(connections.database());
        if (left != null && left.generation() == live) {
            throw new ReplayRefused("An earlier replay has switched and not yet told of everything: let it finish.");
        }
        if (left != null && left.from() == live && left.versions().equals(Note.VERSIONS)) {
            if (!left.scope().equals(scope)) {
                throw new ReplayRefused(
                        "A replay of %s was begun and has not ended: go on with that one, or discard it."
                                .formatted(left.scope()));
            }
            return left;
        }
        if (left != null) {
            // Begun by another version of ours, or beside a database that was put back since.
            open(left.generation()).drop();
        }
        var next = new Note(live + 1, live, scope, Note.VERSIONS, State.NEW);
        // What a discarded one may have left, if it was still being written to.
        open(next.generation()).drop();
        return next.write(connections.database());
    }

    /// What would change if the new generation were live.
    public Report report(Progress progress) throws InterruptedException {
        var begun = begun();
        progress.at(Step.COMPARING);
        var live = open(begun.from());
        var rebuilt = open(begun.generation());
        var report = new Report();
        new Comparison(live, rebuilt, Projection.ENTRIES).differing(report::entries);
        new Comparison(live, rebuilt, Projection.PLACEMENTS).differing(report::placements);
        report.unhandled(new Unhandled(rebuilt).sentences());
        return report;
    }

    /// Makes the new generation the live one; returns when all that differs is produced and what was live is dropped.
    public void apply(Progress progress) throws ReplayRefused, InterruptedException {
        var begun = begun();
        var running = rebuilding;
        if (running != null) {
            running.awaitLevelWith(new MongoPositions(open(begun.from())), progress);
            running.close();
            rebuilding = null;
        }
        putBack(begun);
        progress.at(Step.SWITCHING);
        if (!generations.go(begun.from(), begun.generation())) {
            throw new ReplayRefused("Another generation became live meanwhile: begin again.");
        }
        finish(progress);
    }

    /// Enrichers that still work on what was live, when it is live no more, have begun at its positions or later. From
    /// there on all is handled again in the new generation, so that what they produced meanwhile is not what stays.
    private void putBack(Note begun) {
        var live = new MongoPositions(open(begun.from())).load();
        var rebuilt = new MongoPositions(open(begun.generation()));
        var back = new HashMap<TopicPartition, Long>();
        rebuilt.load().forEach((partition, position) -> {
            long other = live.getOrDefault(partition, 0L);
            if (other < position) {
                back.put(partition, other);
            }
        });
        rebuilt.store(back);
    }

    /// What is left to do once the new generation is live; doing it twice does no harm.
    public void finish(Progress progress) throws InterruptedException {
        var left = Note.read(connections.database());
        if (left == null) {
            return;
        }
        var before = open(left.from());
        var live = open(left.generation());
        if (left.state() != State.TOLD) {
            progress.at(Step.TELLING);
            try (var emitter = aroundEmitter.apply(new KafkaEmitter(connections.kafka()))) {
                tell(before, live, emitter);
            }
            left.now(State.TOLD).write(connections.database());
        }
        progress.at(Step.DROPPING);
        before.drop();
        new Unhandled(live).forget();
        Note.remove(connections.database());
        Rebuilding.forgetGroup(connections, left.generation());
        progress.at(Step.DONE);
    }

    private static void tell(Generation before, Generation live, Emitter emitter) throws InterruptedException {
        var entries = Telling.ofEntries(ids -> read(live, Projection.ENTRIES, ids), emitter);
        var placements = Telling.ofPlacements(ids -> read(live, Projection.PLACEMENTS, ids), emitter);
        new Comparison(before, live, Projection.ENTRIES).differing(entries::tell);
        new Comparison(before, live, Projection.PLACEMENTS).differing(placements::tell);
    }

    private static Map<String, Document> read(Generation live, String collection, List<String> ids) {
        var found = new HashMap<String, Document>();
        live.collection(collection)
                .find(new Document("_id", new Document("$in", ids)))
                .forEach(document -> found.put(document.getString("_id"), document));
        return found;
    }

    /// Forgets the generation that was begun.
    ///
    /// @throws ReplayRefused if it is live by now
    public void discard() throws ReplayRefused, InterruptedException {
        close(rebuilding);
        var left = Note.read(connections.database());
        if (left == null) {
            return;
        }
        if (left.generation() == generations.live()) {
            throw new ReplayRefused("What was rebuilt is live by now: let the replay finish.");
        }
        open(left.generation()).drop();
        Note.remove(connections.database());
        Rebuilding.forgetGroup(connections, left.generation());
    }

    private Note begun() {
        var begun = note;
        if (begun == null) {
            throw new IllegalStateException("nothing was rebuilt");
        }
        return begun;
    }

    /// Opened whole, so that it can be copied and dropped whole.
    private Generation open(long number) {
        var generation = generations.open(number);
        Stores.in(generation);
        generation.collection(Projection.POSITIONS);
        generation.collection(Unhandled.COLLECTION);
        return generation;
    }

    private static void close(@Nullable Rebuilding running) {
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void close() {
        close(rebuilding);
        connections.close();
    }
}
