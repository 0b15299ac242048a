package dev.orrery.enricher.replay;

import dev.orrery.enricher.Connections;
import dev.orrery.enricher.pipeline.GenerationTargets;
import dev.orrery.enricher.replay.Progress.Step;
import dev.orrery.enricher.store.Generation;
import dev.orrery.enricher.store.Generations;
import dev.orrery.enricher.store.MongoPositions;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/// What a new generation begins with: nothing at all, or a copy of the live one that is put back to where the limits of
/// the replay say.
///
/// Positions are copied before documents. So no document is older than the positions say, which is how every enricher
/// that died leaves them; and of a copying that was broken off only what is missing is copied.
final class Beginning {
    private final Connections connections;
    private final InstantSource clock;

    Beginning(Connections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    void begin(ReplayScope scope, Generation live, Generation rebuilt, Progress progress)
            throws InterruptedException, ReplayRefused {
        if (scope.isAll()) {
            return;
        }
        requireKnown(scope, live);
        progress.at(Step.COPYING);
        var positions = new MongoPositions(rebuilt);
        if (positions.load().isEmpty()) {
            positions.store(new MongoPositions(live).load());
        }
        Stores.in(rebuilt).index();
        live.copyTo(rebuilt);
        var planet = scope.planet();
        if (planet != null) {
            var generations = new Generations(connections.database());
            GenerationTargets.fixed(generations, rebuilt.number(), new Unhandled(rebuilt), clock)
                    .open(rebuilt.number())
                    .pipeline()
                    .placeAnew(planet, Objects.requireNonNullElse(scope.since(), Instant.MIN));
        } else {
            positions.store(since(Objects.requireNonNull(scope.since()), positions.load()));
        }
    }

    private static void requireKnown(ReplayScope scope, Generation live) throws ReplayRefused {
        var planet = scope.planet();
        if (planet != null && Stores.in(live).planets().revs(Set.of(planet)).isEmpty()) {
            throw new ReplayRefused("There is no planet “%s”.".formatted(planet));
        }
    }

    /// Where the first raw entry stands that was sent since then; nowhere further than has been read.
    private Map<TopicPartition, Long> since(Instant since, Map<TopicPartition, Long> read) {
        var wanted = IntStream.range(0, Topics.RAW_ENTRIES.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.RAW_ENTRIES.name(), partition))
                .collect(Collectors.toMap(partition -> partition, _ -> since.toEpochMilli()));
        try (var consumer = connections.consumer("orrery-replay-since")) {
            var back = new HashMap<TopicPartition, Long>();
            consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
                if (found != null && found.offset() < read.getOrDefault(partition, 0L)) {
                    back.put(partition, found.offset());
                }
            });
            return back;
        }
    }
}
