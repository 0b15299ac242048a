package dev.orrery.publisher.page;

import io.quarkus.qute.Mapper;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// What pages say in their own voice: `words.properties`, and beside it a file for each other language. Templates read
/// plain words by their key (`{words.skip}`); sentences with something to fill in are put together by the views.
final class Words implements Mapper {
    private static final String BLANK = "\u0001";

    private final ResourceBundle bundle;
    private final Locale locale;

    private Words(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /// A sentence around something that is marked up on its own.
    record Around(String before, String after) {}

    static Words in(Locale locale) {
        // Without this a planet in a language we do not have would get the language of the machine.
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var name = Words.class.getPackageName() + ".words";
        return new Words(ResourceBundle.getBundle(name, locale, Words.class.getClassLoader(), control), locale);
    }

    Locale locale() {
        return locale;
    }

    String say(String key, Object... parts) {
        return new MessageFormat(bundle.getString(key), locale).format(parts);
    }

    /// What stands before and after the part `{0}`.
    Around around(String key) {
        var sentence = say(key, BLANK);
        int at = sentence.indexOf(BLANK);
        return new Around(sentence.substring(0, at), sentence.substring(at + BLANK.length()));
    }

    @Override
    public @Nullable Object get(String key) {
        try {
            return bundle.getString(key);
        } catch (MissingResourceException _) {
            return null;
        }
    }

    @Override
    public boolean appliesTo(String key) {
        return bundle.containsKey(key);
    }
}
