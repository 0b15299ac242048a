package dev.orrery.local;

import dev.orrery.enricher.Enricher;
import dev.orrery.enricher.pipeline.Emitter;
import dev.orrery.enricher.store.Positions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// The real enricher, stopping for good at one of two places.
final class CrashingEnricher {
    private CrashingEnricher() {}

    public static void main(String[] arguments) throws InterruptedException {
        var where = arguments[2];
        var enricher = Enricher.connect(
                arguments[0],
                arguments[1],
                InstantSource.system(),
                emitter -> where.equals("produce") ? new Stopping(emitter) : emitter,
                positions -> where.equals("position") ? new StoppingPositions(positions) : positions);
        enricher.start();
        Thread.currentThread().join();
    }

    private record Stopping(Emitter emitter) implements Emitter {
        @Override
        public void emit(List<ProducerRecord<String, byte[]>> records) {
            ChildJvm.standStill("produce");
        }

        @Override
        public void bury(List<ProducerRecord<byte[], byte[]>> letters) throws InterruptedException {
            emitter.bury(letters);
        }

        @Override
        public void close() {
            emitter.close();
        }
    }

    private record StoppingPositions(Positions positions) implements Positions {
        @Override
        public Map<TopicPartition, Long> load() {
            return positions.load();
        }

        @Override
        public void store(Map<TopicPartition, Long> next) {
            ChildJvm.standStill("position");
        }
    }
}
