package dev.orrery.local;

import dev.orrery.enricher.pipeline.Rehearsal.Change;
import dev.orrery.enricher.pipeline.Rehearsal.Outlook;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Placement.Reason;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a changed planet file would change on the page: counts by reason first, then each entry, the newest first.
final class DiffReport {
    private static final int MOST_OF_A_TITLE = 70;
    private static final String NONE = "not there";

    private final String planet;
    private final List<Line> lines = new ArrayList<>();

    /// @param what   what becomes of what: `shown → hidden`
    /// @param reason the rule that decides so now
    private record Line(Instant rankAt, String what, String reason, String entry, String why, String tags) {}

    DiffReport(String planet) {
        this.planet = planet;
    }

    void add(Change change) {
        var placement = change.either();
        lines.add(new Line(
                placement.rankAt(),
                change.isOfOutcome() ? outcome(change.before()) + " → " + outcome(change.after()) : "tags",
                reason(change),
                entry(placement),
                change.isOfOutcome() ? why(change) : "",
                tags(change)));
    }

    void print(Outlook outlook, PrintWriter out) {
        out.println("%s: of %s, %s would change.".formatted(planet, entries(outlook.entries()), outlook.changes()));
        counts().forEach((what, count) -> out.printf(Locale.ROOT, "%7d  %s%n", count, what));
        lines.sort(Comparator.comparing(Line::rankAt).reversed().thenComparing(Line::entry));
        for (var line : lines) {
            out.println();
            out.println(
                    "  %s  %s  %s".formatted(Words.time(line.rankAt()).substring(0, 10), line.what(), line.entry()));
            printIf(out, line.why());
            printIf(out, line.tags());
        }
        for (var feed : outlook.newFeeds()) {
            out.println();
            out.println("  %s is new: nothing is known of it yet.".formatted(Words.safe(feed)));
        }
    }

    private static void printIf(PrintWriter out, String sentence) {
        if (!sentence.isEmpty()) {
            out.println("              " + sentence);
        }
    }

    private Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        lines.forEach(line -> counts.merge(line.what() + line.reason(), 1, Integer::sum));
        return counts;
    }

    private static String reason(Change change) {
        if (!change.isOfOutcome()) {
            return "";
        }
        var deciding = deciding(change);
        return deciding == null ? "" : " by " + deciding.rule();
    }

    private static String why(Change change) {
        if (change.after() == null) {
            return "the planet no longer carries its feed";
        }
        var deciding = deciding(change);
        return deciding == null ? "" : Words.safe(deciding.rule() + ": " + deciding.detail());
    }

    /// Of what decides now, the last word; where nothing does any more, what used to.
    private static @Nullable Reason deciding(Change change) {
        var after = change.after();
        if (after == null) {
            return null;
        }
        var word = lastWord(after);
        var before = change.before();
        return word != null || before == null ? word : lapsed(before, after);
    }

    private static @Nullable Reason lastWord(Placement placement) {
        return placement.reasons().reversed().stream()
                .filter(reason -> !reason.verdict().equals("pass"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Reason lapsed(Placement before, Placement after) {
        var word = lastWord(before);
        return word == null
                ? null
                : after.reasons().stream()
                        .filter(reason -> reason.rule().equals(word.rule()))
                        .findFirst()
                        .orElseGet(() -> new Reason(word.rule(), "pass", "no longer asked"));
    }

    private static String tags(Change change) {
        var before = change.before();
        var after = change.after();
        if (before == null || after == null) {
            return "";
        }
        var changed = new ArrayList<String>();
        for (var tag : without(after.tags(), before.tags())) {
            changed.add("+%s (%s%s)".formatted(tag.tag(), tag.from(), tag.rule() == null ? "" : ": " + tag.rule()));
        }
        without(before.tags(), after.tags()).forEach(tag -> changed.add("−" + tag.tag()));
        return Words.safe(String.join("  ", changed));
    }

    private static List<PlacedTag> without(List<PlacedTag> tags, List<PlacedTag> others) {
        var names = new HashSet<String>();
        others.forEach(tag -> names.add(tag.tag()));
        return tags.stream().filter(tag -> !names.contains(tag.tag())).toList();
    }

    private static String outcome(@Nullable Placement placement) {
        return placement == null ? NONE : placement.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String entry(Placement placement) {
        var entry = placement.entry();
        var title = entry.title() == null ? "(no title)" : Words.safe(entry.title(), MOST_OF_A_TITLE);
        return entry.authors().isEmpty()
                ? title
                : title + " (" + Words.safe(String.join(", ", entry.authors()), MOST_OF_A_TITLE) + ")";
    }

    private static String entries(int count) {
        return Words.count(count, "entry", "entries");
    }
}
