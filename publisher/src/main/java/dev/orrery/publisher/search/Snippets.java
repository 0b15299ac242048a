package dev.orrery.publisher.search;

import dev.orrery.publisher.search.Found.Part;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;

/// The places of a text that show why it was found. Texts are analysed once more for it: keeping where each word stands
/// would make the index a third larger, for the few posts of a page.
final class Snippets {
    /// Of a text, in characters, that is looked at.
    private static final int LOOKED_AT = 30_000;

    private static final int PASSAGES = 2;
    private static final int PASSAGE = 140;

    /// Some sentences never end.
    private static final int LONGEST_PASSAGE = 240;

    private static final int BEFORE = 60;
    private static final int ALIKE = 2;

    /// To be cloned: making one reads its rules each time.
    private static final BreakIterator SENTENCES = BreakIterator.getSentenceInstance(Locale.ROOT);

    private static final Part MORE = new Part(" … ", false);

    private final Analysis analysis;
    private final Query query;

    /// @param query of words alone
    Snippets(Analysis analysis, Query query) {
        this.analysis = analysis;
        this.query = query;
    }

    /// The best places, in the order of the text; its beginning where the words are not in it.
    List<Part> ofText(Filed.Text text) throws IOException {
        var body = beginning(text.body());
        var language = Analysis.language(text.language());
        var highlighter = builder(language)
                .withBreakIterator(() ->
                        LengthGoalBreakIterator.createClosestToLength((BreakIterator) SENTENCES.clone(), PASSAGE, 0.5f))
                .withFormatter(new Places())
                .withMaxNoHighlightPassages(1)
                .build();
        return parts(highlighter.highlightWithoutSearcher(Fields.TEXT + language, query, body, PASSAGES));
    }

    /// The whole title with the words marked; empty if there are none.
    List<Part> ofTitle(Filed.Text text) throws IOException {
        if (text.title() == null) {
            return List.of();
        }
        var language = Analysis.language(text.language());
        var highlighter = builder(language)
                .withBreakIterator(WholeBreakIterator::new)
                .withFormatter(new Whole())
                .withMaxNoHighlightPassages(0)
                .build();
        return parts(highlighter.highlightWithoutSearcher(Fields.TITLE + language, query, text.title(), 1));
    }

    private UnifiedHighlighter.Builder builder(String language) {
        return UnifiedHighlighter.builderWithoutSearcher(analysis.filing(language))
                .withMaxLength(LOOKED_AT)
                // Word by word: what a phrase is made of is told apart from what stands elsewhere all the same.
                .withWeightMatches(false)
                .withPassageSortComparator(Comparator.comparingInt(Passage::getStartOffset));
    }

    private static String beginning(String body) {
        return body.length() <= LOOKED_AT ? body : body.substring(0, LOOKED_AT);
    }

    @SuppressWarnings("unchecked")
    private static List<Part> parts(Object formatted) {
        return formatted == null ? List.of() : (List<Part>) formatted;
    }

    private static final class Whole extends PassageFormatter {
        @Override
        public List<Part> format(Passage[] passages, String content) {
            var parts = new ArrayList<Part>();
            for (var passage : passages) {
                add(parts, passage, 0, content.length(), content);
            }
            return parts;
        }
    }

    private static final class Places extends PassageFormatter {
        @Override
        public List<Part> format(Passage[] passages, String content) {
            var parts = new ArrayList<Part>();
            int end = 0;
            for (var passage : passages) {
                int from = begin(passage, content);
                int to = end(passage, from, content);
                if (from > end) {
                    parts.add(MORE);
                }
                add(parts, passage, Math.max(from, end), to, content);
                end = to;
            }
            if (end > 0 && end < content.strip().length()) {
                parts.add(MORE);
            }
            return parts;
        }

        /// Not far before the first word that was found.
        private static int begin(Passage passage, String content) {
            int start = passage.getStartOffset();
            int first = passage.getNumMatches() == 0 ? start : passage.getMatchStarts()[0];
            if (first - start <= LONGEST_PASSAGE / ALIKE) {
                return start;
            }
            int space = content.indexOf(' ', first - BEFORE);
            return space >= 0 && space < first ? space + 1 : first;
        }

        private static int end(Passage passage, int from, String content) {
            int end = passage.getEndOffset();
            if (end - from <= LONGEST_PASSAGE) {
                return end;
            }
            int space = content.lastIndexOf(' ', from + LONGEST_PASSAGE);
            int cut = space > from + LONGEST_PASSAGE / ALIKE ? space : from + LONGEST_PASSAGE;
            return Character.isLowSurrogate(content.charAt(cut)) ? cut - 1 : cut;
        }
    }

    /// What stands between two places of a text, with all matches in it. Matches may overlap: pairs of signs do.
    private static void add(List<Part> parts, Passage passage, int from, int to, String content) {
        int at = from;
        for (int i = 0; i < passage.getNumMatches(); i++) {
            int start = Math.max(at, passage.getMatchStarts()[i]);
            int end = Math.min(to, passage.getMatchEnds()[i]);
            if (end <= start) {
                continue;
            }
            plain(parts, content.substring(at, start));
            marked(parts, content.substring(start, end));
            at = end;
        }
        plain(parts, content.substring(at, Math.max(at, to)));
    }

    private static void plain(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, false));
        }
    }

    private static void marked(List<Part> parts, String text) {
        var last = parts.isEmpty() ? null : parts.getLast();
        if (last != null && last.isMarked()) {
            parts.set(parts.size() - 1, new Part(last.text() + text, true));
        } else {
            parts.add(new Part(text, true));
        }
    }
}
