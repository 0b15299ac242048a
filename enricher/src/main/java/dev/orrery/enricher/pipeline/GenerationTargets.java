package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.enricher.store.Generations;
import dev.orrery.enricher.store.MongoPositions;
import dev.orrery.enricher.store.Positions;
import dev.orrery.enricher.store.Stores;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/// Opens generations of the projection in one database.
public final class GenerationTargets implements Targets {
    private final Generations generations;
    private final LongSupplier current;
    private final Emitter emitter;
    private final InstantSource clock;
    private final UnaryOperator<Positions> aroundPositions;

    private GenerationTargets(
            Generations generations,
            LongSupplier current,
            Emitter emitter,
            InstantSource clock,
            UnaryOperator<Positions> aroundPositions) {
        this.generations = generations;
        this.current = current;
        this.emitter = emitter;
        this.clock = clock;
        this.aroundPositions = aroundPositions;
    }

    /// Whichever is live.
    public static GenerationTargets live(
            Generations generations, Emitter emitter, InstantSource clock, UnaryOperator<Positions> aroundPositions) {
        return new GenerationTargets(generations, generations::live, emitter, clock, aroundPositions);
    }

    /// One generation, whether it is live or not.
    public static GenerationTargets fixed(
            Generations generations, long generation, Emitter emitter, InstantSource clock) {
        return new GenerationTargets(generations, () -> generation, emitter, clock, positions -> positions);
    }

    @Override
    public long current() {
        return current.getAsLong();
    }

    @Override
    public Target open(long number) {
        var generation = generations.open(number);
        var stores = Stores.in(generation);
        var positions = aroundPositions.apply(new MongoPositions(generation));
        var pipeline = new Pipeline(stores, emitter, new Enrichment(new Sanitizer()), new Placer(), clock);
        return new Target(number, stores, positions, pipeline);
    }

    /// How far the current one is.
    public Map<TopicPartition, Long> positions() {
        return new MongoPositions(generations.open(current())).load();
    }
}
