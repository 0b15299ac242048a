package dev.orrery.bench.parse;

import dev.orrery.bench.farm.Documents;
import dev.orrery.bench.farm.Format;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Reads all of a set of documents of one format; one operation is the set.
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in.
public class ParseBenchmark {
    static final int DOCUMENTS = 16;
    private static final int ENTRIES = 20;
    private static final int ENTRY_BYTES = 6_000;

    @Param({"ORRERY", "ROME"})
    public Reader reader;

    @Param({"RSS_2_0", "ATOM", "RSS_1_0", "JSON_FEED"})
    public Format format;

    private List<byte[]> documents = List.of();

    @Setup
    public void makeDocuments() {
        documents = documents(format);
    }

    /// CPU of the reading thread and bytes read, counted beside: on a machine with others on it the clock on the wall
    /// says little. JMH reports them for each iteration.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Account {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        public long nanos;
        public long bytes;

        private long start;

        @Setup(Level.Iteration)
        public void begin() {
            nanos = 0;
            bytes = 0;
            start = THREADS.getCurrentThreadCpuTime();
        }

        /// @param read since the last time
        public void add(long read) {
            bytes += read;
            nanos = THREADS.getCurrentThreadCpuTime() - start;
        }
    }

    @Benchmark
    public int read(Account account) {
        int entries = 0;
        long bytes = 0;
        for (var document : documents) {
            entries += reader.entries(document, format.contentType());
            bytes += document.length;
        }
        account.add(bytes);
        if (entries != DOCUMENTS * ENTRIES) {
            throw new IllegalStateException("%s read %d entries of %s".formatted(reader, entries, format));
        }
        return entries;
    }

    /// The farm's, twenty entries of 6 KB in each.
    static List<byte[]> documents(Format format) {
        var documents = new Documents(ENTRIES, ENTRY_BYTES);
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(feed -> documents.plain(format, "https://blog%d.example/".formatted(feed), feed, ENTRIES))
                .toList();
    }

    static boolean canRead(Reader reader, Format format) {
        return reader.entries(documents(format).getFirst(), format.contentType()) == ENTRIES;
    }
}
