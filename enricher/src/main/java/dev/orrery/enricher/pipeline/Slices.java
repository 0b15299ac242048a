package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.StoredEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Cuts work into parts that fit into memory: an entry of a feed on a hundred planets makes a hundred placements.
final class Slices {
    /// Placements at once.
    static final int MOST = 1_000;

    /// More would outlive the collector's young generation, and take longer to move about than to handle.
    private static final long MOST_BYTES = 1 << 20;

    private Slices() {}

    /// @param carriers how many planets carry a feed
    static List<List<String>> of(Map<String, StoredEntry> entries, ToIntFunction<String> carriers) {
        var slices = new ArrayList<List<String>>();
        var slice = new ArrayList<String>();
        int placements = 0;
        for (var entry : entries.values()) {
            int more = Math.max(1, carriers.applyAsInt(entry.feedId()));
            if (!slice.isEmpty() && placements + more > MOST) {
                slices.add(slice);
                slice = new ArrayList<>();
                placements = 0;
            }
            slice.add(entry.entryId());
            placements += more;
        }
        if (!slice.isEmpty()) {
            slices.add(slice);
        }
        return slices;
    }

    static <T> List<List<T>> of(Collection<T> all) {
        var list = List.copyOf(all);
        var slices = new ArrayList<List<T>>();
        for (int from = 0; from < list.size(); from += MOST) {
            slices.add(list.subList(from, Math.min(from + MOST, list.size())));
        }
        return slices;
    }

    /// Records that are handled together, in parts of about the same size: their markup is held in several forms until
    /// all of them are produced.
    static List<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> bySize(
            Iterable<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records) {
        long all = 0;
        for (var record : records) {
            all += record.serializedValueSize();
        }
        long most = all / (all / MOST_BYTES + 1) + 1;
        var batches = new ArrayList<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>>();
        var batch = new ArrayList<ConsumerRecord<byte @Nullable [], byte @Nullable []>>();
        long bytes = 0;
        for (var record : records) {
            if (!batch.isEmpty() && bytes >= most) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(record);
            bytes += record.serializedValueSize();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
