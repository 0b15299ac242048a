package dev.orrery.publisher.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/// How text becomes terms, in each language its own way ([Stemming]). A field of text ends in the language it is
/// analysed as: `text.de`; `text.xx` holds all that has no stemmer.
///
/// Words stand in the index as they are written and as their stem, at the same place. So prefixes and exact words are
/// found too, a post that has the very word goes before one that has another form of it, and phrases may mix both.
/// Chinese, Japanese and Korean, which put no spaces between words or hang much to them, are pairs of signs in every
/// language's field; posts also hold the single signs, for who asks for one.
///
/// Analyzers are made when a language is first met.
final class Analysis {
    /// The language of what has no stemmer.
    static final String OTHER = "xx";

    private static final int SIGNS =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private final Map<String, Analyzer> filing = new ConcurrentHashMap<>();
    private final Map<String, Analyzer> asking = new ConcurrentHashMap<>();
    private final Analyzer byField = new ByField();

    /// The language whose field a text belongs to.
    ///
    /// @param tag a BCP 47 tag
    static String language(@Nullable String tag) {
        var language = Stemming.language(tag);
        return language == null ? OTHER : language;
    }

    /// For Lucene's writer: by the name of the field.
    Analyzer filing() {
        return byField;
    }

    /// For posts in this language.
    Analyzer filing(String language) {
        return filing.computeIfAbsent(language, _ -> new OfLanguage(Stemming.of(language), true));
    }

    /// For what is asked of posts in this language.
    Analyzer asking(String language) {
        return asking.computeIfAbsent(language, _ -> new OfLanguage(Stemming.of(language), false));
    }

    /// The terms of a name, in no language.
    List<String> names(String text, boolean asked) {
        var terms = new ArrayList<String>();
        var analyzer = asked ? asking(OTHER) : filing(OTHER);
        try (var stream = analyzer.tokenStream("name", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

    private final class ByField extends DelegatingAnalyzerWrapper {
        ByField() {
            super(PER_FIELD_REUSE_STRATEGY);
        }

        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return filing(field.substring(field.indexOf('.') + 1));
        }
    }

    private static final class OfLanguage extends Analyzer {
        private final Stemming stemming;
        private final boolean singles;

        OfLanguage(Stemming stemming, boolean singles) {
            this.stemming = stemming;
            this.singles = singles;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            var source = new StandardTokenizer();
            TokenStream words = stemming.spelling().apply(new CJKWidthFilter(source));
            words = new CJKBigramFilter(words, SIGNS, singles);
            words = stemming.stem().apply(new KeywordRepeatFilter(words));
            return new TokenStreamComponents(source, new RemoveDuplicatesTokenFilter(new FoldFilter(words)));
        }
    }
}
