package dev.orrery.enricher.enrich;

import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A few sentences of plain text that tell what an entry is about: its beginning.
///
/// It ends with the last sentence that fits; if that would leave little, with the last word that fits and an ellipsis.
final class Summaries {
    private static final int LONGEST = 300;
    private static final int SHORTEST = 120;

    private Summaries() {}

    /// @param prose one line
    static @Nullable String of(String prose) {
        if (prose.length() <= LONGEST) {
            return prose.isEmpty() ? null : prose;
        }
        int sentence = lastBreak(BreakIterator.getSentenceInstance(Locale.ROOT), prose, LONGEST);
        if (sentence >= SHORTEST) {
            return prose.substring(0, sentence).strip();
        }
        int word = lastBreak(BreakIterator.getWordInstance(Locale.ROOT), prose, LONGEST - 1);
        int end = word > 0 ? word : safeCut(prose, LONGEST - 1);
        return withoutTrail(prose.substring(0, end)) + "…";
    }

    private static int lastBreak(BreakIterator breaks, String prose, int most) {
        breaks.setText(prose);
        return breaks.isBoundary(most) ? most : Math.max(0, breaks.previous());
    }

    private static int safeCut(String prose, int most) {
        return Character.isHighSurrogate(prose.charAt(most - 1)) ? most - 1 : most;
    }

    private static String withoutTrail(String text) {
        int end = text.length();
        while (end > 0 && " ,;:–—-(".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
