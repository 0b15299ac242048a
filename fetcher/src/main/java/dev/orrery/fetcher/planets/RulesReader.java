package dev.orrery.fetcher.planets;

import dev.orrery.events.Rules;
import dev.orrery.events.Rules.Burst;
import dev.orrery.events.Rules.Condition;
import dev.orrery.events.Rules.Filter;
import dev.orrery.events.Rules.Synonym;
import dev.orrery.events.Rules.TagRule;
import dev.orrery.events.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands under `rules` of a planet and of a subscription.
final class RulesReader {
    static final Set<String> PLANET_KEYS =
            ordered("include", "exclude", "tags", "synonyms", "burst", "first_import", "duplicates");
    static final Set<String> SUBSCRIPTION_KEYS = ordered("include", "exclude", "burst", "first_import");
    static final Set<String> CONDITION_KEYS = ordered(
            "tag",
            "title",
            "text",
            "author",
            "language",
            "shorter_than",
            "longer_than",
            "older_than",
            "all",
            "any",
            "not");
    static final Set<String> FILTER_KEYS = with("name", CONDITION_KEYS);
    static final Set<String> TAG_RULE_KEYS = with("when", CONDITION_KEYS);
    static final Set<String> BURST_KEYS = ordered("entries", "per");

    /// Conditions, nested ones included, in one file: each is asked of every entry.
    static final int MOST_CONDITIONS = 1_000;

    static final int DEEPEST = 8;
    static final int LONGEST_TAG = 100;
    static final int LONGEST_NAME = 200;
    static final int MOST_WORDS = 1_000_000;
    static final int MOST_ENTRIES = 100_000;
    static final String PER = "day";

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Pattern AGE = Pattern.compile("(\\d{1,5}) ?(h|d|w|y|hours?|days?|weeks?|years?)");
    private static final Pattern BURST = Pattern.compile("(\\d{1,6}) (?:per|a|an|each) (.+)");
    private static final String ONE = "such as `- title: sponsored`";

    private int conditions;

    Rules ofPlanet(@Nullable Section rules) {
        if (rules == null) {
            return Rules.NONE;
        }
        rules.allowOnly(PLANET_KEYS, "a planet's rules");
        return new Rules(
                filters(rules, "include"),
                filters(rules, "exclude"),
                tagRules(rules),
                synonyms(rules.section("synonyms")),
                burst(rules),
                rules.number("first_import", 0, MOST_ENTRIES),
                rules.choice("duplicates"));
    }

    Rules ofSubscription(@Nullable Section rules) {
        if (rules == null) {
            return Rules.NONE;
        }
        for (var key : rules.keys()) {
            if (PLANET_KEYS.contains(key) && !SUBSCRIPTION_KEYS.contains(key)) {
                rules.problem(
                        key,
                        "`%s` is decided for a whole planet; move it to the planet's own `rules`%s"
                                .formatted(key, key.equals("tags") ? ", or up one level: `tags: [brass]`" : ""));
            }
        }
        rules.allowOnly(PLANET_KEYS, "a subscription's rules");
        return new Rules(
                filters(rules, "include"),
                filters(rules, "exclude"),
                List.of(),
                List.of(),
                burst(rules),
                rules.number("first_import", 0, MOST_ENTRIES),
                null);
    }

    static String tooLong(String key, int most) {
        return "`%s` is longer than %d characters; shorten it".formatted(key, most);
    }

    private List<Filter> filters(Section rules, String key) {
        var filters = new ArrayList<Filter>();
        for (var block : rules.sections(key, ONE)) {
            block.allowOnly(FILTER_KEYS, "a condition");
            filters.add(new Filter(atMost(block, "name", LONGEST_NAME), condition(block, 1)));
        }
        return filters;
    }

    private List<TagRule> tagRules(Section rules) {
        var tagRules = new ArrayList<TagRule>();
        for (var block : rules.sections("tags", "such as `- {tag: Kubernetes, text: k8s}`")) {
            block.allowOnly(TAG_RULE_KEYS, "a tag rule");
            block.neededText("tag", "a tag rule names the tag that it gives: `tag: Kubernetes`");
            var tag = atMost(block, "tag", LONGEST_TAG);
            tagRules.add(new TagRule(tag == null ? "" : tag, when(block)));
        }
        return tagRules;
    }

    private Condition when(Section block) {
        var when = block.section("when");
        if (when == null) {
            return condition(block, 1, null);
        }
        block.keys().stream()
                .filter(key -> !key.equals("tag") && CONDITION_KEYS.contains(key))
                .forEach(key -> block.problem(key, "`%s` stands beside `when`; move it into it".formatted(key)));
        when.allowOnly(CONDITION_KEYS, "a condition");
        return condition(when, 1);
    }

    private Condition condition(Section block, int depth) {
        return condition(block, depth, atMost(block, "tag", LONGEST_TAG));
    }

    private Condition condition(Section block, int depth, @Nullable String tag) {
        if (isTooMuch(block, depth)) {
            return new Condition(null, null, null, null, null, null, null, null, List.of(), List.of(), null);
        }
        var condition = new Condition(
                tag,
                wording(block, "title"),
                wording(block, "text"),
                wording(block, "author"),
                language(block),
                block.number("shorter_than", 1, MOST_WORDS),
                block.number("longer_than", 0, MOST_WORDS),
                duration(block, "older_than"),
                nested(block, "all", depth),
                nested(block, "any", depth),
                not(block, depth));
        if (block.keys().stream().noneMatch(key -> CONDITION_KEYS.contains(key) && (tag != null || !isTag(key)))) {
            block.problem(
                    "nothing is asked here; a condition has at least one of " + String.join(", ", CONDITION_KEYS));
        }
        return condition;
    }

    private static boolean isTag(String key) {
        return key.equals("tag");
    }

    /// Anchors let a small file say a great deal, even without end.
    private boolean isTooMuch(Section block, int depth) {
        if (depth > DEEPEST) {
            block.problem("conditions are nested more than %d deep here; say it flatter".formatted(DEEPEST));
            return true;
        }
        conditions++;
        if (conditions == MOST_CONDITIONS + 1) {
            block.problem("there are more than %d conditions in this file; patterns such as /this|that/ take fewer"
                    .formatted(MOST_CONDITIONS));
        }
        return conditions > MOST_CONDITIONS;
    }

    private List<Condition> nested(Section block, String key, int depth) {
        if (block.has(key) && block.list(key).isEmpty()) {
            block.problem(key, "`%s` is empty; list conditions below it, or leave it out".formatted(key));
        }
        var nested = new ArrayList<Condition>();
        for (var item : block.sections(key, ONE)) {
            item.allowOnly(CONDITION_KEYS, "a condition");
            nested.add(condition(item, depth + 1));
        }
        return nested;
    }

    private @Nullable Condition not(Section block, int depth) {
        var not = block.section("not");
        if (not == null) {
            return null;
        }
        not.allowOnly(CONDITION_KEYS, "a condition");
        return condition(not, depth + 1);
    }

    private static @Nullable String wording(Section block, String key) {
        var text = block.text(key);
        if (text != null) {
            Wording.problem(text).ifPresent(sentence -> block.problem(key, "`%s`: %s".formatted(key, sentence)));
        }
        return text;
    }

    private static @Nullable String language(Section block) {
        var written = block.text("language");
        if (written == null) {
            return null;
        }
        var tag = Locale.forLanguageTag(written.replace('_', '-'));
        if (!Set.of(Locale.getISOLanguages()).contains(tag.getLanguage())) {
            block.problem("language", "“%s” is not a language; write for example en, de or pt-BR".formatted(written));
        }
        return tag.toLanguageTag();
    }

    private static List<Synonym> synonyms(@Nullable Section block) {
        if (block == null) {
            return List.of();
        }
        var synonyms = new ArrayList<Synonym>();
        for (var tag : block.keys()) {
            var of = block.texts(tag);
            if (of.isEmpty()) {
                block.problem(tag, "`%s` stands for no tag; write `%s: [k8s, kube]`".formatted(tag, tag));
            }
            if (tag.length() > LONGEST_TAG || of.stream().anyMatch(other -> other.length() > LONGEST_TAG)) {
                block.problem(tag, tooLong(tag, LONGEST_TAG));
            }
            synonyms.add(new Synonym(tag, of));
        }
        return synonyms;
    }

    private static @Nullable Burst burst(Section rules) {
        if (rules.isBlock("burst")) {
            return burstOf(rules.section("burst"));
        }
        var written = rules.text("burst");
        if (written == null) {
            return null;
        }
        var parts = BURST.matcher(written);
        var per = parts.matches() ? duration(parts.group(2)) : null;
        var entries = per == null ? 0 : Integer.parseInt(parts.group(1));
        if (per == null || entries < 1 || entries > MOST_ENTRIES) {
            rules.problem("burst", "`burst` is “%s”; write for example `20 per day` or `5 per 12h`".formatted(written));
            return null;
        }
        return new Burst(entries, per);
    }

    private static @Nullable Burst burstOf(@Nullable Section block) {
        if (block == null) {
            return null;
        }
        block.allowOnly(BURST_KEYS, "a burst limit");
        block.neededText("entries", "it says how many entries of one feed are shown: `entries: 20`");
        var entries = block.number("entries", 1, MOST_ENTRIES);
        var per = block.has("per") ? duration(block, "per") : duration(PER);
        return entries == null || per == null ? null : new Burst(entries, per);
    }

    private static @Nullable Duration duration(Section block, String key) {
        var written = block.text(key);
        var duration = written == null ? null : duration(written);
        if (written != null && duration == null) {
            block.problem(key, "`%s` is “%s”; write for example 12h, 30d, 2w or 1y".formatted(key, written));
        }
        return duration;
    }

    /// Null where it is none. A day is 24 hours, a year 365 days.
    private static @Nullable Duration duration(String written) {
        var parts = AGE.matcher(Character.isDigit(written.charAt(0)) ? written : "1 " + written);
        if (!parts.matches()) {
            return null;
        }
        long number = Long.parseLong(parts.group(1));
        var duration =
                switch (parts.group(2).charAt(0)) {
                    case 'h' -> Duration.ofHours(number);
                    case 'd' -> Duration.ofDays(number);
                    case 'w' -> Duration.ofDays(7 * number);
                    default -> Duration.ofDays(365 * number);
                };
        return duration.isZero() || duration.compareTo(LONGEST) > 0 ? null : duration;
    }

    private static @Nullable String atMost(Section block, String key, int most) {
        var text = block.text(key);
        if (text != null && text.length() > most) {
            block.problem(key, tooLong(key, most));
        }
        return text;
    }

    private static Set<String> with(String first, Set<String> others) {
        var all = new LinkedHashSet<String>(List.of(first));
        all.addAll(others);
        return Collections.unmodifiableSet(all);
    }

    private static Set<String> ordered(String... keys) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
    }
}
