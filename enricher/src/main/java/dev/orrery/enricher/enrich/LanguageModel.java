package dev.orrery.enricher.enrich;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetector;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/// Apache OpenNLP's detector of languages, by a text's n-grams. It is loaded when first asked: that takes half a second
/// and some 35 MB. It is pure: the same text is always in the same language.
final class LanguageModel {
    private static final String MODEL = "/langdetect-183.bin";

    /// Below this it guesses: what is no language at all comes to 0.03, four words of one to 0.05.
    private static final double LEAST = 0.1;

    /// How much more likely than the second it has to be.
    private static final double AHEAD = 2;

    /// Codes of ISO 639-3 for what is one language of ISO 639-1.
    private static final Map<String, String> WITHIN = Map.of(
            "cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "nob", "no", "nno", "no", "zsm", "ms", "arb", "ar");

    private static final Map<String, String> SHORT = shortCodes();

    private LanguageModel() {}

    /// In a class of its own, so that it is loaded when first used, once.
    private static final class Loaded {
        static final LanguageDetector DETECTOR = load();

        private static LanguageDetector load() {
            try (var in = LanguageDetectorME.class.getResourceAsStream(MODEL)) {
                if (in == null) {
                    throw new IllegalStateException("there is no " + MODEL);
                }
                return new LanguageDetectorME(new LanguageDetectorModel(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A code of ISO 639-1, or 639-3 where there is none; null where it is not sure.
    static @Nullable String languageOf(String text) {
        var likely = new HashMap<String, Double>();
        synchronized (Loaded.DETECTOR) {
            Arrays.stream(Loaded.DETECTOR.predictLanguages(text))
                    .forEach(each -> likely.merge(shortest(each.getLang()), each.getConfidence(), Double::sum));
        }
        var ranked = likely.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(2)
                .toList();
        double first = ranked.getFirst().getValue();
        return first >= LEAST && first >= AHEAD * ranked.getLast().getValue()
                ? ranked.getFirst().getKey()
                : null;
    }

    private static String shortest(String code) {
        var language = WITHIN.get(code);
        return language != null ? language : SHORT.getOrDefault(code, code);
    }

    private static Map<String, String> shortCodes() {
        var codes = new HashMap<String, String>();
        for (var code : Locale.getISOLanguages()) {
            codes.putIfAbsent(Locale.of(code).getISO3Language(), code);
        }
        return codes;
    }
}
