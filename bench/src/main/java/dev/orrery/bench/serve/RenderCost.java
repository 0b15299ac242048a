package dev.orrery.bench.serve;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.orrery.bench.Table;
import dev.orrery.events.Projection;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What it costs to make each format of a planet anew: reading it from MongoDB, writing it, compressing it.
final class RenderCost {
    /// In which all formats are made in turn, until the compiler has seen enough of each.
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private static final int ROUNDS = 60;
    private static final double GOAL = 8;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Format format;
    private final Supplier<byte[]> maker;
    private final List<Double> made = new ArrayList<>();
    private final List<Double> gzip = new ArrayList<>();
    private final List<Double> brotli = new ArrayList<>();
    private byte[] content = {};
    private byte[] zipped = {};
    private byte[] smaller = {};

    private RenderCost(Format format, Supplier<byte[]> maker) {
        this.format = format;
        this.maker = maker;
    }

    /// In a JVM that has warmed up; medians.
    static Table of(String mongodb, String slug) {
        var table = new Table("", "read, write ms", "gzip ms", "sum ms", "goal", "Brotli ms", "KB", "gzip KB", "br KB");
        try (var client = MongoClients.create(mongodb)) {
            var database = client.getDatabase("orrery");
            var costs = costs(new Library(database, "https://planets.example/"), slug);
            var placements = database.getCollection(Projection.PLACEMENTS);
            var entries = database.getCollection(Projection.ENTRIES);
            var newest = Objects.requireNonNull(placements
                    .find(Filters.eq("planet", slug))
                    .sort(Sorts.descending("rankAt"))
                    .first());
            Runnable change = () -> {
                touch(placements, newest.getString("_id"));
                touch(entries, newest.getString("entryId"));
            };
            long end = System.nanoTime() + WARM_UP.toNanos();
            while (System.nanoTime() < end) {
                rounds(costs, change);
            }
            costs.forEach(RenderCost::forget);
            for (int i = 0; i < ROUNDS; i++) {
                rounds(costs, change);
            }
            costs.forEach(cost -> cost.row(table));
        }
        return table;
    }

    /// @param change of the planet's newest post, before each
    private static void rounds(List<RenderCost> costs, Runnable change) {
        for (var cost : costs) {
            change.run();
            cost.round();
        }
    }

    private static void touch(MongoCollection<Document> collection, String id) {
        collection.updateOne(Filters.eq("_id", id), Updates.set("rev", Long.toString(System.nanoTime())));
    }

    private static List<RenderCost> costs(Library library, String slug) {
        var costs = new ArrayList<RenderCost>();
        makers().forEach((format, maker) -> {
            var wanted = Wanted.home(format);
            if (maker.make(library, slug, wanted, _ -> {}) instanceof Made.There) {
                costs.add(new RenderCost(format, () -> rendering(maker.make(library, slug, wanted, _ -> {}))
                        .content()));
            }
        });
        return costs;
    }

    private static Map<Format, Maker> makers() {
        return new TreeMap<>(PublisherBeans.makers(new Themes(null), HubAddress.of("none", "http://localhost/")));
    }

    private void round() {
        long start = THREADS.getCurrentThreadCpuTime();
        content = maker.get();
        long written = THREADS.getCurrentThreadCpuTime();
        zipped = Compression.gzip(content);
        long compressed = THREADS.getCurrentThreadCpuTime();
        smaller = or(Compression.brotli(content), smaller);
        long end = THREADS.getCurrentThreadCpuTime();
        made.add((written - start) / 1e6);
        gzip.add((compressed - written) / 1e6);
        brotli.add((end - compressed) / 1e6);
    }

    private void forget() {
        List.of(made, gzip, brotli).forEach(List::clear);
    }

    private void row(Table table) {
        double sum = median(made) + median(gzip);
        table.row(
                format.name().toLowerCase(Locale.ROOT),
                "%.1f".formatted(median(made)),
                "%.1f".formatted(median(gzip)),
                "%.1f".formatted(sum),
                sum <= GOAL ? "8 ✓" : "8 ✗",
                "%.1f".formatted(median(brotli)),
                kilobytes(content),
                kilobytes(zipped),
                kilobytes(smaller));
    }

    private static Rendering rendering(Made made) {
        return ((Made.There) made).rendering();
    }

    private static byte[] or(byte @Nullable [] bytes, byte[] otherwise) {
        return bytes == null ? otherwise : bytes;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static String kilobytes(byte[] bytes) {
        return "%.1f".formatted(bytes.length / 1e3);
    }
}
