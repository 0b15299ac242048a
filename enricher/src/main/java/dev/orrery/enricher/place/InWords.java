package dev.orrery.enricher.place;

import dev.orrery.events.Rules.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A condition as part of a sentence: “its title says “sponsored” and it has fewer than 20 words”.
final class InWords {
    private static final int LONGEST = 300;

    private InWords() {}

    static String of(Condition condition) {
        var said = said(condition);
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST - 1).stripTrailing() + "…";
    }

    /// Whether nothing is cut.
    static boolean isShort(Condition condition) {
        return said(condition).length() <= LONGEST;
    }

    private static String said(Condition condition) {
        var parts = new ArrayList<String>();
        add(parts, "it is tagged “%s”", condition.tag());
        add(parts, "its title says “%s”", condition.title());
        add(parts, "it says “%s”", condition.text());
        add(parts, "its author is “%s”", condition.author());
        add(parts, "its language is %s", condition.language());
        add(parts, "it has fewer than %s words", condition.shorterThan());
        add(parts, "it has more than %s words", condition.longerThan());
        add(parts, "it was more than %s old when first seen", age(condition.olderThan()));
        condition.all().forEach(part -> parts.add(grouped(part)));
        if (!condition.any().isEmpty()) {
            parts.add(among(condition.any()));
        }
        if (condition.not() != null) {
            parts.add("not (%s)".formatted(said(condition.not())));
        }
        return parts.isEmpty() ? "it is an entry" : String.join(" and ", parts);
    }

    private static String among(List<Condition> any) {
        var choices = any.stream().map(InWords::said).collect(Collectors.joining(" or "));
        return any.size() == 1 ? choices : "(%s)".formatted(choices);
    }

    private static String grouped(Condition part) {
        var said = said(part);
        return said.contains(" or ") ? "(%s)".formatted(said) : said;
    }

    private static void add(List<String> parts, String sentence, @Nullable Object value) {
        if (value != null) {
            parts.add(sentence.formatted(value));
        }
    }

    private static @Nullable String age(@Nullable Duration age) {
        if (age == null) {
            return null;
        }
        long days = age.toDays();
        return age.toHours() % 24 != 0 || days == 0
                ? age.toHours() + (age.toHours() == 1 ? " hour" : " hours")
                : days + (days == 1 ? " day" : " days");
    }
}
