package dev.orrery.enricher.pipeline;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// How many records wait for the enrichers, all of them together: from MongoDB's positions to the ends of the topics.
public final class Lag implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final Supplier<Map<TopicPartition, Long>> positions;

    /// @param positions as they are stored now
    public Lag(Admin admin, Supplier<Map<TopicPartition, Long>> positions) {
        this.admin = admin;
        this.positions = positions;
    }

    /// Nothing if one of the stores does not answer.
    public OptionalLong now() throws InterruptedException {
        try {
            var ends = ends();
            var stored = positions.get();
            return OptionalLong.of(ends.entrySet().stream()
                    .mapToLong(end -> waiting(
                            stored.getOrDefault(end.getKey(), 0L),
                            end.getValue().offset()))
                    .sum());
        } catch (ExecutionException | TimeoutException | KafkaException | MongoException e) {
            return OptionalLong.empty();
        }
    }

    /// A position past the end is that of a topic which was made anew: all of it waits.
    private static long waiting(long position, long end) {
        return position > end ? end : end - position;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends()
            throws InterruptedException, ExecutionException, TimeoutException {
        var latest = EnricherTopics.ALL.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions().timeoutMs((int) PATIENCE.toMillis()))
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
