package dev.orrery.enricher.pipeline;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/// Tells a store that is down, which is waited for, from a record that cannot be handled, which is set aside.
///
/// In doubt it is an outage: waiting loses nothing.
final class Outage {
    /// What MongoDB says to a document that it will never take: bad value, failed to parse, field names that begin with
    /// a dollar or hold a dot, too large. (What the driver itself finds too large is no `MongoException`.)
    private static final Set<Integer> REFUSALS = Set.of(2, 9, 52, 57, 10334, 17419, 17420);

    private Outage() {}

    static boolean is(RuntimeException e) {
        return switch (e) {
            case RecordTooLargeException _, SerializationException _, InvalidRecordException _ -> false;
            case KafkaException _ -> true;
            case MongoBulkWriteException bulk ->
                bulk.getWriteErrors().isEmpty()
                        || bulk.getWriteErrors().stream().anyMatch(error -> !REFUSALS.contains(error.getCode()));
            case MongoException _ -> true;
            default -> false;
        };
    }
}
