package dev.orrery.bench.serve;

import com.mongodb.client.MongoClients;
import dev.orrery.bench.Table;
import dev.orrery.publisher.PublisherBeans;
import dev.orrery.publisher.hub.HubAddress;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.serve.Compression;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Rendering;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What it costs to make each format of a planet anew: reading it from MongoDB, writing it, compressing it.
final class RenderCost {
    private static final int ROUNDS = 200;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RenderCost() {}

    /// In a JVM that has warmed up; the median of the second half of the rounds.
    static Table of(String mongodb, String slug) {
        var table = new Table("", "read, write ms", "gzip ms", "sum ms", "goal", "Brotli ms", "KB", "gzip KB", "br KB");
        try (var client = MongoClients.create(mongodb)) {
            var library = new Library(client.getDatabase("orrery"), "https://planets.example/");
            makers().forEach((format, maker) -> row(table, library, slug, format, maker));
        }
        return table;
    }

    private static Map<Format, Maker> makers() {
        return new TreeMap<>(PublisherBeans.makers(new Themes(null), HubAddress.of("none", "http://localhost/")));
    }

    private static void row(Table table, Library library, String slug, Format format, Maker maker) {
        var wanted = Wanted.home(format);
        if (!(maker.make(library, slug, wanted, _ -> {}) instanceof Made.There)) {
            return;
        }
        var made = new double[ROUNDS];
        var gzip = new double[ROUNDS];
        var brotli = new double[ROUNDS];
        byte[] content = {};
        byte[] zipped = {};
        byte[] smaller = {};
        for (int i = 0; i < ROUNDS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            content = rendering(maker.make(library, slug, wanted, _ -> {})).content();
            long written = THREADS.getCurrentThreadCpuTime();
            zipped = Compression.gzip(content);
            long compressed = THREADS.getCurrentThreadCpuTime();
            smaller = or(Compression.brotli(content), smaller);
            long end = THREADS.getCurrentThreadCpuTime();
            made[i] = (written - start) / 1e6;
            gzip[i] = (compressed - written) / 1e6;
            brotli[i] = (end - compressed) / 1e6;
        }
        double sum = late(made) + late(gzip);
        table.row(
                format.name().toLowerCase(java.util.Locale.ROOT),
                "%.1f".formatted(late(made)),
                "%.1f".formatted(late(gzip)),
                "%.1f".formatted(sum),
                sum <= GOAL ? "8 ✓" : "8 ✗",
                "%.1f".formatted(late(brotli)),
                kilobytes(content),
                kilobytes(zipped),
                kilobytes(smaller));
    }

    private static final double GOAL = 8;

    private static Rendering rendering(Made made) {
        return ((Made.There) made).rendering();
    }

    private static byte[] or(byte @Nullable [] bytes, byte[] otherwise) {
        return bytes == null ? otherwise : bytes;
    }

    private static double late(double[] times) {
        var late = Arrays.copyOfRange(times, times.length / 2, times.length);
        Arrays.sort(late);
        return late[late.length / 2];
    }

    private static String kilobytes(byte[] bytes) {
        return "%.1f".formatted(bytes.length / 1e3);
    }
}
