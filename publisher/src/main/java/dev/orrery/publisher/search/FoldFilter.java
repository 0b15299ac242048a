package dev.orrery.publisher.search;

import dev.orrery.events.Passage;
import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Takes case and accents from terms, as planets' rules do ([Passage#fold]). Comes after stemmers: some of them tell
/// words by their accents.
final class FoldFilter extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    FoldFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        if (!isPlain()) {
            var folded = Passage.fold(term.toString());
            term.setEmpty().append(folded);
        }
        return true;
    }

    private boolean isPlain() {
        var buffer = term.buffer();
        for (int i = 0; i < term.length(); i++) {
            if (buffer[i] >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
