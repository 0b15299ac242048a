package dev.orrery.bench.parse;

import dev.orrery.bench.farm.Documents;
import dev.orrery.bench.farm.Format;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
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

    @Benchmark
    public int read() {
        int entries = 0;
        for (var document : documents) {
            entries += reader.entries(document, format.contentType());
        }
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
