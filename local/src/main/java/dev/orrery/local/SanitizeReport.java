package dev.orrery.local;

import dev.orrery.enricher.sanitize.Explained;
import dev.orrery.enricher.sanitize.Reason;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/// What became of a text, for people at a terminal.
final class SanitizeReport {
    private static final int LONGEST = 100;

    private final SanitizeTexts.Found text;
    private final Explained explained;
    private final PrintWriter out;

    SanitizeReport(SanitizeTexts.Found text, Explained explained, PrintWriter out) {
        this.text = text;
        this.explained = explained;
        this.out = out;
    }

    void print() {
        if (text.title() != null) {
            out.println("== " + text.title());
        }
        out.println(
                "What stays: %s; %s".formatted(Words.count(explained.result().words(), "word", "words"), elements()));
        out.println(explained.removals().isEmpty() ? "Nothing goes." : "What goes:");
        removals().forEach(this::reason);
        out.println();
        explained.result().html().lines().forEach(line -> out.println("  " + printable(line)));
        out.println();
    }

    private String elements() {
        var counts = new TreeMap<String, Integer>();
        Jsoup.parseBodyFragment(explained.result().html()).body().getAllElements().stream()
                .skip(1)
                .forEach(element -> counts.merge(element.normalName(), 1, Integer::sum));
        return counts.isEmpty()
                ? "no markup"
                : counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(each -> "%d %s".formatted(each.getValue(), each.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private Map<Reason, Map<String, Integer>> removals() {
        var found = new TreeMap<Reason, Map<String, Integer>>();
        for (var removal : explained.removals()) {
            found.computeIfAbsent(removal.reason(), _ -> new LinkedHashMap<>()).merge(removal.thing(), 1, Integer::sum);
        }
        return found;
    }

    private void reason(Reason reason, Map<String, Integer> things) {
        out.println("  - because %s:".formatted(reason.why()));
        things.forEach((thing, count) ->
                out.println("      %s%s".formatted(Words.safe(thing, LONGEST), count == 1 ? "" : " × " + count)));
    }

    /// What a terminal would obey is shown as a blank.
    private static String printable(String line) {
        return line.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
    }
}
