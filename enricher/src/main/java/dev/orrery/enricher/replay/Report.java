package dev.orrery.enricher.replay;

import dev.orrery.enricher.replay.Comparison.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What would differ, counted by reason. A document that differs in several ways counts under each.
public final class Report {
    private static final int EXAMPLES = 3;

    private final Map<String, Reason> reasons = new TreeMap<>();
    private final List<String> unhandled = new ArrayList<>();
    private long entries;
    private long placements;
    private long onTheirWay;

    /// One reason, how often it holds, and a few documents for which it does.
    public record Reason(String reason, long count, List<Example> examples) {}

    /// @param live    the part that differs, shortened; absent where there is no such document
    /// @param rebuilt the same
    public record Example(
            String id, @Nullable String live, @Nullable String rebuilt) {}

    void entries(List<Pair> pairs) {
        entries += add(pairs, Reasons::ofEntry);
    }

    void placements(List<Pair> pairs) {
        placements += add(pairs, Reasons::ofPlacement);
    }

    void unhandled(List<String> sentences) {
        unhandled.addAll(sentences);
    }

    private long add(List<Pair> pairs, Function<Pair, Set<String>> why) {
        long differing = 0;
        for (var pair : pairs) {
            if (Reasons.isOnItsWay(pair)) {
                onTheirWay++;
            } else {
                differing++;
                why.apply(pair).forEach(reason -> add(reason, pair));
            }
        }
        return differing;
    }

    private void add(String reason, Pair pair) {
        var before = reasons.getOrDefault(reason, new Reason(reason, 0, List.of()));
        var examples = before.examples();
        if (examples.size() < EXAMPLES) {
            examples = new ArrayList<>(examples);
            examples.add(example(reason, pair));
        }
        reasons.put(reason, new Reason(reason, before.count() + 1, List.copyOf(examples)));
    }

    private static Example example(String reason, Pair pair) {
        var live = Pair.value(pair.live());
        var rebuilt = Pair.value(pair.rebuilt());
        if (live == null || rebuilt == null) {
            return new Example(pair.id(), Excerpt.title(live), Excerpt.title(rebuilt));
        }
        var field = field(reason, live, rebuilt);
        var excerpt = Excerpt.of(text(live, field), text(rebuilt, field));
        return new Example(pair.id(), excerpt.one(), excerpt.other());
    }

    private static @Nullable String text(Document value, String field) {
        var found = value.get(field);
        return found instanceof Document document ? document.toJson() : found == null ? null : found.toString();
    }

    /// The field that a reason is about: the outcome has its own words.
    private static String field(String reason, Document live, Document rebuilt) {
        var word = reason.substring(reason.indexOf(' ') + 1).replaceFirst(" .*", "");
        return live.containsKey(word) || rebuilt.containsKey(word) ? word : "outcome";
    }

    public boolean isEmpty() {
        return entries + placements == 0;
    }

    /// How many entries differ.
    public long entries() {
        return entries;
    }

    /// How many placements differ.
    public long placements() {
        return placements;
    }

    /// Documents that one of the two generations has of a newer revision: the other is catching up.
    public long onTheirWay() {
        return onTheirWay;
    }

    public List<Reason> reasons() {
        return List.copyOf(reasons.values());
    }

    /// Records that could not be handled: where each is, and why.
    public List<String> unhandled() {
        return List.copyOf(unhandled);
    }
}
