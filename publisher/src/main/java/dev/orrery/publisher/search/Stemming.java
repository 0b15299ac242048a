package dev.orrery.publisher.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fa.PersianStemFilter;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.id.IndonesianStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/// What is done to the words of one language, so that `Zahnräder` finds `Zahnrad`. Light stemmers where there are such:
/// a post that is missed hurts less than a page of posts about something else.
///
/// @param spelling lower case, and what people of this language write in several ways
/// @param stem     from a word's forms to what they share; leaves keywords alone
record Stemming(UnaryOperator<TokenStream> spelling, UnaryOperator<TokenStream> stem) {
    /// For languages without a stemmer, and where nobody knows the language.
    static final Stemming NONE = new Stemming(LowerCaseFilter::new, words -> words);

    private static final CharArraySet ITALIAN_ARTICLES = new CharArraySet(
            List.of(
                    "agl", "all", "c", "coll", "d", "dagl", "dall", "degl", "dell", "gl", "l", "m", "negl", "nell",
                    "pell", "s", "sugl", "sull", "t", "un", "v"),
            true);
    private static final CharArraySet CATALAN_ARTICLES = new CharArraySet(List.of("d", "l", "m", "n", "s", "t"), true);

    private static final Map<String, Stemming> BY_LANGUAGE = Map.ofEntries(
            Map.entry("ar", spelled(ArabicNormalizationFilter::new, ArabicStemFilter::new)),
            Map.entry("bg", stemmed(BulgarianStemFilter::new)),
            Map.entry(
                    "ca",
                    spelled(
                            words -> new ElisionFilter(words, CATALAN_ARTICLES),
                            words -> new SnowballFilter(words, new CatalanStemmer()))),
            Map.entry("cs", stemmed(CzechStemFilter::new)),
            Map.entry("da", stemmed(words -> new SnowballFilter(words, new DanishStemmer()))),
            Map.entry("de", spelled(GermanNormalizationFilter::new, GermanLightStemFilter::new)),
            Map.entry("el", new Stemming(GreekLowerCaseFilter::new, GreekStemFilter::new)),
            Map.entry(
                    "en",
                    spelled(EnglishPossessiveFilter::new, words -> new SnowballFilter(words, new EnglishStemmer()))),
            Map.entry("es", stemmed(SpanishLightStemFilter::new)),
            Map.entry(
                    "fa",
                    spelled(
                            words -> new PersianNormalizationFilter(new ArabicNormalizationFilter(words)),
                            PersianStemFilter::new)),
            Map.entry("fi", stemmed(FinnishLightStemFilter::new)),
            Map.entry(
                    "fr",
                    spelled(
                            words -> new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES),
                            FrenchLightStemFilter::new)),
            Map.entry(
                    "hi",
                    spelled(
                            words -> new HindiNormalizationFilter(new IndicNormalizationFilter(words)),
                            HindiStemFilter::new)),
            Map.entry("hu", stemmed(HungarianLightStemFilter::new)),
            Map.entry("id", stemmed(IndonesianStemFilter::new)),
            Map.entry("it", spelled(words -> new ElisionFilter(words, ITALIAN_ARTICLES), ItalianLightStemFilter::new)),
            Map.entry("nl", stemmed(words -> new SnowballFilter(words, new DutchStemmer()))),
            Map.entry("no", stemmed(NorwegianLightStemFilter::new)),
            Map.entry("pt", stemmed(PortugueseLightStemFilter::new)),
            Map.entry("ro", stemmed(words -> new SnowballFilter(words, new RomanianStemmer()))),
            Map.entry("ru", stemmed(RussianLightStemFilter::new)),
            Map.entry("sv", stemmed(SwedishLightStemFilter::new)),
            Map.entry(
                    "tr",
                    new Stemming(
                            words -> new TurkishLowerCaseFilter(new ApostropheFilter(words)),
                            words -> new SnowballFilter(words, new TurkishStemmer()))));

    /// The language as it is stemmed: its primary subtag, or null for what has no stemmer here. Norwegian's two
    /// written forms are one.
    static @Nullable String language(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        var primary = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        var language = primary.equals("nb") || primary.equals("nn") ? "no" : primary;
        return BY_LANGUAGE.containsKey(language) ? language : null;
    }

    static Stemming of(String language) {
        return BY_LANGUAGE.getOrDefault(language, NONE);
    }

    private static Stemming stemmed(UnaryOperator<TokenStream> stem) {
        return new Stemming(LowerCaseFilter::new, stem);
    }

    private static Stemming spelled(UnaryOperator<TokenStream> spelling, UnaryOperator<TokenStream> stem) {
        return new Stemming(words -> spelling.apply(new LowerCaseFilter(words)), stem);
    }
}
