package dev.orrery.publisher.search;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants to find: all of its clauses have to hold.
///
/// @param text     as it was typed, without what cannot be shown
/// @param clauses  in the order in which they were typed
/// @param wasCut   whether there was more than we look at
public record Question(String text, List<Asked> clauses, boolean wasCut) {
    /// @param excluded whether it must not hold
    public record Asked(Clause clause, boolean excluded) {}

    /// One thing that a post may be.
    public sealed interface Clause {
        /// As it may be typed to mean the same.
        String typed();
    }

    /// A word, in any of its forms.
    public record Word(String text) implements Clause {
        @Override
        public String typed() {
            return text;
        }
    }

    /// The beginning of a word.
    public record Prefix(String text) implements Clause {
        @Override
        public String typed() {
            return text + "*";
        }
    }

    /// Words that follow each other.
    public record Phrase(String text) implements Clause {
        @Override
        public String typed() {
            return "\"" + text + "\"";
        }
    }

    /// @param name some of an author's names
    public record Author(String name) implements Clause {
        @Override
        public String typed() {
            return "author:" + quoted(name);
        }
    }

    public record Tag(String tag) implements Clause {
        @Override
        public String typed() {
            return "tag:" + quoted(tag);
        }
    }

    /// @param name a subscription's id, or some of its name
    public record Feed(String name) implements Clause {
        @Override
        public String typed() {
            return "feed:" + quoted(name);
        }
    }

    /// @param tag a BCP 47 tag
    public record Language(String tag) implements Clause {
        @Override
        public String typed() {
            return "lang:" + tag;
        }
    }

    /// @param key    as it was typed
    /// @param value  as it was typed
    /// @param from   the first day
    /// @param before the day after the last one
    public record Period(
            String key,
            String value,
            @Nullable LocalDate from,
            @Nullable LocalDate before) implements Clause {
        @Override
        public String typed() {
            return key + ":" + value;
        }
    }

    /// Whether nothing was asked.
    public boolean isEmpty() {
        return clauses.isEmpty();
    }

    /// Words and phrases that are wanted, in the order in which they were typed.
    public List<Clause> words() {
        return clauses.stream()
                .filter(asked -> !asked.excluded())
                .map(Asked::clause)
                .filter(Question::isOfText)
                .toList();
    }

    /// Whether there is more than words: a filter, or something that is not wanted.
    public boolean isNarrowed() {
        return clauses.stream().anyMatch(asked -> asked.excluded() || !isOfText(asked.clause()));
    }

    private static boolean isOfText(Clause clause) {
        return switch (clause) {
            case Word _, Prefix _, Phrase _ -> true;
            case Author _, Tag _, Feed _, Language _, Period _ -> false;
        };
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(Character::isWhitespace) ? "\"" + text + "\"" : text;
    }
}
