package dev.orrery.enricher.place;

import dev.orrery.enricher.enrich.Tags;
import dev.orrery.events.Entry;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Rules;
import dev.orrery.events.Rules.Synonym;
import dev.orrery.events.Rules.TagRule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A planet's tags: the author's own, what the planet takes them for, and what the owner gives.
final class Tagger {
    private static final int MOST = 100;

    private final Map<String, Synonym> synonyms = new HashMap<>();
    private final List<Giving> giving;

    private record Giving(TagRule rule, Asking when) {}

    Tagger(Rules rules) {
        for (var synonym : rules.synonyms()) {
            for (var other : synonym.of()) {
                synonyms.putIfAbsent(Tags.tag(other), synonym);
            }
        }
        giving = rules.tagRules().stream()
                .map(rule -> new Giving(rule, Asking.of(rule.when(), this::written)))
                .toList();
    }

    /// A tag as this planet writes it, whoever wrote it how.
    String written(String tag) {
        var plain = Tags.tag(tag);
        var synonym = synonyms.get(plain);
        return synonym == null ? plain : Tags.tag(synonym.tag());
    }

    /// What an entry is tagged by its author and through its subscription; rules come later.
    Map<String, PlacedTag> given(Entry entry, List<String> subscription) {
        var tags = new LinkedHashMap<String, PlacedTag>();
        for (var tag : entry.tags()) {
            var synonym = synonyms.get(tag.tag());
            add(
                    tags,
                    synonym == null
                            ? new PlacedTag(tag.tag(), tag.label(), "category", null)
                            : new PlacedTag(Tags.tag(synonym.tag()), synonym.tag(), "synonym", tag.label()));
        }
        for (var tag : subscription) {
            add(tags, new PlacedTag(written(tag), label(tag), "subscription", null));
        }
        return tags;
    }

    /// Adds what the planet's rules give, one after the other: a rule may ask for what an earlier one gave.
    ///
    /// @param post sees the same tags
    void byRules(Post post, Map<String, PlacedTag> tags) {
        for (var give : giving) {
            if (give.when().holds(post)) {
                var tag = give.rule().tag();
                var when = give.rule().when();
                var why = InWords.of(when);
                add(tags, new PlacedTag(written(tag), label(tag), "rule", why, InWords.isShort(when) ? when : null));
            }
        }
    }

    private String label(String tag) {
        var synonym = synonyms.get(Tags.tag(tag));
        return synonym == null ? tag : synonym.tag();
    }

    private static void add(Map<String, PlacedTag> tags, PlacedTag tag) {
        if (!tag.tag().isEmpty() && tags.size() < MOST) {
            tags.putIfAbsent(tag.tag(), tag);
        }
    }
}
