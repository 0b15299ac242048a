package dev.orrery.publisher.search;

import dev.orrery.publisher.search.Question.Asked;
import dev.orrery.publisher.search.Question.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what people type:
///
///     gears "escape wheel" clock* author:ann tag:"clock work" after:2020-01 -digital
///
/// There are no mistakes: what is nothing else is words. What is too long or too much is cut.
final class QuestionReader {
    /// In characters.
    static final int LONGEST = 300;

    static final int MOST_CLAUSES = 16;

    /// One sign may begin half of all words.
    private static final int SHORTEST_PREFIX = 2;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*");
    private static final String OPENING = "\"“”„«»‟";
    private static final String CLOSING = "\"“”»«";

    private final String text;
    private final List<Asked> clauses = new ArrayList<>();
    private int at;

    private QuestionReader(String text) {
        this.text = text;
    }

    static Question read(@Nullable String typed) {
        var clean = clean(typed == null ? "" : typed);
        var cut = clean.codePointCount(0, clean.length()) > LONGEST
                ? clean.substring(0, clean.offsetByCodePoints(0, LONGEST))
                : clean;
        var reader = new QuestionReader(cut);
        reader.clauses();
        boolean tooMany = reader.clauses.size() > MOST_CLAUSES;
        var clauses = tooMany ? reader.clauses.subList(0, MOST_CLAUSES) : reader.clauses;
        return new Question(clean.equals(cut) ? clean : cut, List.copyOf(clauses), tooMany || !clean.equals(cut));
    }

    /// One line, and nothing that XML or HTML could not hold.
    private static String clean(String typed) {
        var line = new StringBuilder(typed.length());
        typed.codePoints()
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c) ? ' ' : c)
                .filter(c -> switch (Character.getType(c)) {
                    case Character.SURROGATE, Character.UNASSIGNED -> false;
                    default -> true;
                })
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    private void clauses() {
        while (at < text.length()) {
            if (text.charAt(at) == ' ') {
                at++;
            } else {
                clause();
            }
        }
    }

    private void clause() {
        boolean excluded = "-−".indexOf(text.charAt(at)) >= 0;
        if (excluded) {
            at++;
        }
        if (at == text.length() || text.charAt(at) == ' ') {
            return;
        }
        var clause = isAt(OPENING) ? phrase(quoted()) : wordOrFilter();
        if (clause != null) {
            clauses.add(new Asked(clause, excluded));
        }
    }

    private boolean isAt(String characters) {
        return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
    }

    /// To the closing quote, or to the end where there is none.
    private String quoted() {
        int begin = ++at;
        while (at < text.length() && !isAt(CLOSING)) {
            at++;
        }
        var inside = text.substring(begin, at);
        at++;
        return inside.strip();
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        return text.substring(begin, at);
    }

    private static @Nullable Clause phrase(String inside) {
        return inside.isEmpty() ? null : new Question.Phrase(inside);
    }

    private @Nullable Clause wordOrFilter() {
        int begin = at;
        int colon = colon();
        if (colon > begin) {
            var key = text.substring(begin, colon).toLowerCase(Locale.ROOT);
            at = colon + 1;
            var filter = filter(key, isAt(OPENING) ? quoted() : plain());
            if (filter != null) {
                return filter;
            }
            at = begin;
        }
        return word(plain());
    }

    /// The first colon of the word that begins here, or -1.
    private int colon() {
        for (int i = at; i < text.length() && text.charAt(i) != ' '; i++) {
            if (text.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Clause filter(String key, String value) {
        if (value.isEmpty()) {
            return null;
        }
        return switch (key) {
            case "author" -> new Question.Author(value);
            case "tag" -> new Question.Tag(value);
            case "feed" -> new Question.Feed(value);
            case "lang" -> LANGUAGE.matcher(value).matches() ? new Question.Language(value.replace('_', '-')) : null;
            case "after", "before", "date" -> Dates.period(key, value);
            default -> null;
        };
    }

    private static @Nullable Clause word(String word) {
        var bare = word.replaceAll("\\*+$", "");
        boolean prefix = !bare.equals(word) && !Signs.isIn(bare);
        if (prefix && bare.codePointCount(0, bare.length()) >= SHORTEST_PREFIX) {
            return new Question.Prefix(bare);
        }
        return bare.codePoints().anyMatch(Character::isLetterOrDigit) ? new Question.Word(bare) : null;
    }
}
