package dev.orrery.publisher.page;

import io.quarkus.qute.Mapper;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What pages say in their own voice: `words.properties`, and beside it a file for each other language. Templates read
/// plain words by their key (`{words.skip}`); sentences with something to fill in ([Sentence]) are put together by the
/// views.
final class Words implements Mapper {
    private static final String BLANK = "\u0001";
    private static final Map<Locale, Words> READ = new ConcurrentHashMap<>();

    private final ResourceBundle bundle;
    private final Locale locale;
    private final Map<String, Sentence> sentences = new ConcurrentHashMap<>();

    private Words(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /// A sentence around something that is marked up on its own.
    record Around(String before, String after) {}

    /// In English where there are none in the language.
    static Words in(Locale locale) {
        return READ.computeIfAbsent(locale, Words::read);
    }

    private static Words read(Locale locale) {
        // Without this a planet in a language we do not have would get the language of the machine.
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var name = Words.class.getPackageName() + ".words";
        var bundle = ResourceBundle.getBundle(name, locale, Words.class.getClassLoader(), control);
        // Numbers and plurals go with the words, not with what the planet would rather have.
        boolean isOurs = bundle.getLocale().getLanguage().equals(locale.getLanguage());
        return new Words(bundle, isOurs ? locale : Locale.ENGLISH);
    }

    /// Whose plurals and numbers they have.
    Locale locale() {
        return locale;
    }

    String say(String key, Object... parts) {
        return sentences
                .computeIfAbsent(key, wanted -> Sentence.of(bundle.getString(wanted)))
                .say(locale, parts);
    }

    /// Whether there are words for it.
    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /// What stands before and after the part `{0}`.
    Around around(String key) {
        var sentence = say(key, BLANK);
        int at = sentence.indexOf(BLANK);
        return new Around(sentence.substring(0, at), sentence.substring(at + BLANK.length()));
    }

    @Override
    public @Nullable Object get(String key) {
        return has(key) ? bundle.getString(key) : null;
    }

    @Override
    public boolean appliesTo(String key) {
        return has(key);
    }
}
