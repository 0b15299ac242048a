package dev.orrery.publisher.page;

import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Rules.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a rule found, in the language of the page. Records say it in English too, for those who read records.
final class Because {
    private final Words words;
    private final Almanac almanac;

    Because(Words words, Almanac almanac) {
        this.words = words;
        this.almanac = almanac;
    }

    /// A sentence without an end; null if they say nothing.
    @Nullable
    String of(Facts facts) {
        if (facts.note() != null) {
            return quoted(facts.note());
        }
        if (facts.sameBy() != null) {
            return words.say("because." + facts.sameBy().name().toLowerCase(Locale.ROOT));
        }
        if (facts.entries() != null) {
            return facts.per() == null
                    ? words.say("because.firstImport", facts.entries())
                    : words.say("because.burst", facts.entries(), length(facts.per()));
        }
        if (facts.name() == null) {
            return facts.when() == null ? null : asSentence(of(facts.when()));
        }
        return facts.when() == null
                ? quoted(facts.name())
                : words.say("because.named", quoted(facts.name()), of(facts.when()));
    }

    /// A part of a sentence: “its title says “sponsored” and it has fewer than 20 words”.
    String of(Condition condition) {
        var parts = parts(condition);
        return parts.isEmpty() ? words.say("because.always") : almanac.list(parts);
    }

    private List<String> parts(Condition condition) {
        var parts = new ArrayList<String>();
        add(parts, "tag", condition.tag());
        add(parts, "title", condition.title());
        add(parts, "words", condition.text());
        add(parts, "author", condition.author());
        if (condition.language() != null) {
            parts.add(words.say("because.language", language(condition.language())));
        }
        if (condition.shorterThan() != null) {
            parts.add(words.say("because.shorterThan", condition.shorterThan()));
        }
        if (condition.longerThan() != null) {
            parts.add(words.say("because.longerThan", condition.longerThan()));
        }
        if (condition.olderThan() != null) {
            parts.add(words.say("because.olderThan", length(condition.olderThan())));
        }
        condition.all().forEach(part -> parts.add(held(part)));
        var choices = condition.any().stream().map(this::held).toList();
        if (!choices.isEmpty()) {
            parts.add(choices.size() == 1 ? choices.getFirst() : words.say("because.group", almanac.choice(choices)));
        }
        if (condition.not() != null) {
            parts.add(words.say("because.not", of(condition.not())));
        }
        return parts;
    }

    /// Together, where it has several parts of its own.
    private String held(Condition part) {
        return parts(part).size() > 1 ? words.say("because.group", of(part)) : of(part);
    }

    private void add(List<String> parts, String what, @Nullable String value) {
        if (value != null) {
            parts.add(words.say("because." + what, Languages.isolated(value)));
        }
    }

    private String quoted(String text) {
        return words.say("because.quoted", Languages.isolated(text));
    }

    private String language(String tag) {
        var name = Locale.forLanguageTag(tag).getDisplayName(words.locale());
        return name.isEmpty() ? tag : name;
    }

    /// In the largest unit that it is whole in.
    private String length(Duration length) {
        if (length.toSeconds() % Duration.ofDays(1).toSeconds() == 0) {
            return words.say("length.days", length.toDays());
        }
        if (length.toSeconds() % Duration.ofHours(1).toSeconds() == 0) {
            return words.say("length.hours", length.toHours());
        }
        return length.toSeconds() % 60 == 0
                ? words.say("length.minutes", length.toMinutes())
                : words.say("length.seconds", length.toSeconds());
    }

    /// It goes on from something else elsewhere; here it stands alone.
    static String asSentence(String part) {
        int rest = part.offsetByCodePoints(0, 1);
        return part.substring(0, rest).toUpperCase(Locale.ROOT) + part.substring(rest);
    }
}
