package dev.orrery.events;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a [Rules.Condition] looks for in a text: a word or a phrase, or between slashes a pattern of RE2.
///
/// Words are found whole, whatever their case and accents, as [Passage] folds them; in scripts that put no spaces
/// between words, anywhere. A pattern is found anywhere, whatever the case, in the text as it is written. RE2 takes
/// time in proportion to the text's length and the pattern's size, whatever either says, and both are bounded.
public final class Wording {
    /// In characters.
    public static final int LONGEST = 500;

    /// Instructions of a pattern's program. RE2 looks at a text's character at most once for each.
    public static final int LARGEST_PROGRAM = 500;

    /// RE2 unrolls repetitions, so a program has at most a pattern's length times all its counts instructions. What
    /// could come to more than this is not even compiled to be measured.
    private static final int LARGEST_UNROLLED = 100_000;

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,6}),?(\\d{0,6})\\}");

    private final String words;
    private final @Nullable Pattern pattern;

    private Wording(String words, @Nullable Pattern pattern) {
        this.words = words;
        this.pattern = pattern;
    }

    /// Why this is nothing that could be looked for, as a sentence for who wrote it; empty if it is.
    public static Optional<String> problem(String written) {
        if (written.length() > LONGEST) {
            return Optional.of(
                    "it is longer than %d characters; shorten it or make several conditions of it".formatted(LONGEST));
        }
        if (!isPattern(written)) {
            return Passage.fold(written).isEmpty()
                    ? Optional.of("there is nothing in “%s” that could be found".formatted(written))
                    : Optional.empty();
        }
        var source = source(written);
        if (source.length() * repetitions(source) > LARGEST_UNROLLED) {
            return Optional.of(tooLarge(written));
        }
        try {
            return compiled(source).programSize() > LARGEST_PROGRAM ? Optional.of(tooLarge(written)) : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("%s is not a pattern that RE2 takes (%s); it has neither look-around nor back-references"
                    .formatted(written, e.getDescription()));
        }
    }

    /// @throws IllegalArgumentException if it has a [#problem]
    public static Wording of(String written) {
        problem(written).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        return isPattern(written)
                ? new Wording("", compiled(source(written)))
                : new Wording(Passage.fold(written), null);
    }

    public boolean isIn(Passage passage) {
        return pattern == null
                ? hasWords(passage.folded())
                : pattern.matcher(passage.text()).find();
    }

    private boolean hasWords(String text) {
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            if (isEdge(text, at) && isEdge(text, at + words.length())) {
                return true;
            }
        }
        return false;
    }

    /// No word goes across this place.
    private static boolean isEdge(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        return !Character.isLetterOrDigit(before)
                || !Character.isLetterOrDigit(after)
                || WITHOUT_SPACES.contains(UnicodeScript.of(before))
                || WITHOUT_SPACES.contains(UnicodeScript.of(after));
    }

    private static boolean isPattern(String written) {
        return written.length() > 2 && written.startsWith("/") && written.endsWith("/");
    }

    private static String source(String written) {
        return written.substring(1, written.length() - 1);
    }

    private static Pattern compiled(String source) {
        return Pattern.compile(source, Pattern.CASE_INSENSITIVE);
    }

    private static String tooLarge(String written) {
        return "%s is too large a pattern; repeat less in it, or make several conditions of it".formatted(written);
    }

    /// At most so often is anything in the pattern repeated: the product of all its counts.
    private static long repetitions(String source) {
        long product = 1;
        var counts = COUNT.matcher(source);
        while (counts.find() && product <= LARGEST_UNROLLED) {
            var most = counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
            product *= Math.max(1, Integer.parseInt(most));
        }
        return product;
    }
}
