package dev.orrery.enricher.replay;

import dev.orrery.enricher.replay.Comparison.Pair;
import dev.orrery.enricher.store.PlacementRev;
import dev.orrery.enricher.store.Revs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// In what two documents of one key differ, and because of what.
final class Reasons {
    private static final List<String> VERSIONS = List.of("sanitizer", "tagger");
    private static final String OUTCOME = "outcome";

    private Reasons() {}

    /// Whether one of the two was made from other records than the other: then it says nothing about what a replay
    /// changes.
    static boolean isOnItsWay(Pair pair) {
        return pair.live() != null
                && pair.rebuilt() != null
                && !source(pair.live()).equals(source(pair.rebuilt()));
    }

    /// Whether the live one knows of a record that the rebuilt one does not.
    static boolean isBehind(Pair pair) {
        if (pair.live() == null || pair.rebuilt() == null) {
            return false;
        }
        var live = source(pair.live());
        var rebuilt = source(pair.rebuilt());
        return live.contains("|") ? !PlacementRev.isAtLeast(rebuilt, live) : rebuilt.compareTo(live) < 0;
    }

    static Set<String> ofEntry(Pair pair) {
        var live = Pair.value(pair.live());
        var rebuilt = Pair.value(pair.rebuilt());
        if (live == null || rebuilt == null) {
            return Set.of(live == null ? "entry: new" : "entry: gone");
        }
        var because = versions(live, rebuilt);
        var reasons = new LinkedHashSet<String>();
        for (var field : fields(live, rebuilt)) {
            if (!field.endsWith("Version")) {
                reasons.add("entry: " + field + because);
            }
        }
        return reasons.isEmpty() ? Set.of("entry: nothing to see" + because) : reasons;
    }

    static Set<String> ofPlacement(Pair pair) {
        var live = Pair.value(pair.live());
        var rebuilt = Pair.value(pair.rebuilt());
        if (live == null || rebuilt == null) {
            return Set.of(live == null ? "placement: new" : "placement: gone");
        }
        var reasons = new LinkedHashSet<String>();
        for (var field : fields(live, rebuilt)) {
            reasons.add(
                    field.equals(OUTCOME)
                            ? "placement: %s → %s by %s"
                                    .formatted(live.get(OUTCOME), rebuilt.get(OUTCOME), decider(rebuilt))
                            : "placement: " + field);
        }
        return reasons;
    }

    static Set<String> fields(Document one, Document other) {
        var names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
        return names;
    }

    private static String versions(Document live, Document rebuilt) {
        var changed = new LinkedHashSet<String>();
        for (var version : VERSIONS) {
            var before = live.get(version + "Version");
            var after = rebuilt.get(version + "Version");
            if (!Objects.equals(before, after)) {
                changed.add("%s %s → %s".formatted(version, before, after));
            }
        }
        return changed.isEmpty() ? "" : " (" + String.join(", ", changed) + ")";
    }

    /// The last word wins.
    private static String decider(Document placement) {
        var decider = "no rule";
        for (var reason : placement.getList("reasons", Document.class, List.of())) {
            if (!"pass".equals(reason.getString("verdict"))) {
                decider = reason.getString("rule");
            }
        }
        return decider;
    }

    /// What is left of a `rev` when the versions of what decided are taken away.
    private static String source(@Nullable Document document) {
        var rev = document == null ? "" : document.getString("rev");
        return rev.contains("|") ? PlacementRev.withoutVersions(rev) : Revs.withoutVersions(rev);
    }
}
