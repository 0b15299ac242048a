package dev.orrery.bench.rounds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The embedded Kafka and MongoDB, a process each, with nothing in them.
public record Servers(Child kafka, Child mongo) implements AutoCloseable {
    private static final String HEAP = "-Xmx256m";

    /// @param folder    for what they keep, and their logs
    /// @param mongoHeap a flag of MongoDB's JVM, which holds what is asked for often
    public static Servers start(Path folder, String mongoHeap) throws IOException {
        var kafka = kafka(folder);
        try {
            return new Servers(kafka, child(folder, mongoHeap, "mongo"));
        } catch (IOException | RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /// Kafka alone.
    static Child kafka(Path folder) throws IOException {
        return child(folder, HEAP, "kafka");
    }

    /// Where a service finds them.
    public Map<String, String> environment() {
        return Map.of("ORRERY_KAFKA", kafka.ready(), "ORRERY_MONGODB", mongo.ready() + "orrery");
    }

    @Override
    public void close() {
        mongo.close();
        kafka.close();
    }

    private static Child child(Path folder, String heap, String name) throws IOException {
        return Child.start(
                folder, List.of(heap), List.of(name, folder.resolve(name).toString()));
    }
}
