package dev.orrery.publisher.search;

import com.sun.management.OperatingSystemMXBean;
import dev.orrery.events.Entry;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What search costs: builds an index of made-up posts, some 400 words each, and asks it.
///
/// `java -cp … dev.orrery.publisher.search.SearchCost 10000`
public final class SearchCost {
    private static final int VOCABULARY = 60_000;
    private static final int WORDS_A_POST = 400;
    private static final int ASKED = 200;
    private static final int WARM_UP = 40;
    private static final String[] QUESTIONS = {
        "%s", "%s %s", "\"%s %s\"", "%s -%s", "%s after:2010", "author:ann %s", "%.3s*", "%.2s* %.2s*", "%s %s %s %s"
    };

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Random random = new Random(1);
    private final String[] words =
            IntStream.range(0, VOCABULARY).mapToObj(this::word).distinct().toArray(String[]::new);
    private final Subscription ann = Given.subscription("Ann");
    private final Planet planet = Given.planet("clocks", ann);

    static void main(String[] arguments) throws IOException {
        new SearchCost().measure(Integer.parseInt(arguments[0]));
    }

    private void measure(int posts) throws IOException {
        var folder = Files.createTempDirectory("search-cost");
        var live = new LiveIndex();
        var index = live.open(new IndexFolder(folder, 0));
        long begun = cpu();
        fill(index, posts);
        index.commit(Map.of());
        System.out.printf(
                "%d posts: %.2f ms of CPU each, %.1f MB%n", posts, (cpu() - begun) / 1e6 / posts, megabytes(folder));
        var searcher = new Searcher(live, System::nanoTime);
        for (var question : QUESTIONS) {
            ask(searcher, question);
        }
        live.close();
    }

    private void fill(SearchIndex index, int posts) throws IOException {
        var filing = new Filing(index);
        for (int i = 0; i < posts; i++) {
            var entry = post(i);
            var placement = Given.placement(planet, ann, entry, "tag" + i % 50);
            filing.placement(placement.key(), placement);
            filing.entry(entry.entryId(), entry);
            if (index.isFull()) {
                index.refresh();
            }
        }
        index.refresh();
    }

    /// All threads': merges go on beside. Steadier than the time that passes, on a machine that does other things too.
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private Entry post(int number) {
        var at = Instant.EPOCH.plus(Duration.ofDays(1 + number));
        var text = IntStream.range(0, WORDS_A_POST).mapToObj(_ -> common()).collect(Collectors.joining(" "));
        return Given.entry(ann, "%s %s %d".formatted(common(), common(), number), at.toString())
                .html("<p>" + text + "</p>")
                .language("en")
                .get();
    }

    private void ask(Searcher searcher, String question) throws IOException {
        var nanos = new long[ASKED];
        for (int i = -WARM_UP; i < ASKED; i++) {
            var typed = question.formatted(common(), common(), common(), common());
            long begun = THREADS.getCurrentThreadCpuTime();
            searcher.find(planet, QuestionReader.read(typed), Sorting.BEST, 1, 20);
            if (i >= 0) {
                nanos[i] = THREADS.getCurrentThreadCpuTime() - begun;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-18s p50 %5.1f ms  p99 %5.1f ms of CPU%n",
                question, nanos[ASKED / 2] / 1e6, nanos[ASKED * 99 / 100] / 1e6);
    }

    /// The n-th word n times less often than the first (Zipf).
    private String common() {
        return words[(int) Math.pow(words.length, random.nextDouble()) - 1];
    }

    private String word(int number) {
        return random.ints(3 + number % 7, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static double megabytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum() / 1e6;
        }
    }
}
