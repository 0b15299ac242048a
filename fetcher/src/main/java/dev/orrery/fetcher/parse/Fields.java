package dev.orrery.fetcher.parse;

import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry.Person;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What both families of formats do alike with small fields: blank is absent, endless is not kept.
final class Fields {
    /// Longer than any address or name that means anything; `data:` addresses of pictures are.
    private static final int MOST = 8_192;

    /// `ann@example.org (Ann)`, as RSS has it.
    private static final Pattern MAIL_NAME = Pattern.compile("([^\\s@()<>]+@[^\\s@()<>]+)\\s*\\((.*)\\)");

    /// `Ann <ann@example.org>`, as e-mail has it.
    private static final Pattern NAME_MAIL = Pattern.compile("(.*)<([^\\s@<>]+@[^\\s@<>]+)>");

    private static final Pattern MAIL = Pattern.compile("[^\\s@()<>]+@[^\\s@()<>]+\\.[^\\s@()<>]+");

    private Fields() {}

    static @Nullable String text(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var clean = value.strip();
        return clean.length() <= MOST ? clean : clean.substring(0, MOST);
    }

    /// An address that is cut is none.
    static @Nullable String url(@Nullable String value) {
        return value == null || value.isBlank() || value.length() > MOST ? null : value.strip();
    }

    /// Identity must not be cut: what is too long is named by its hash.
    static @Nullable String guid(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var clean = value.strip();
        return clean.length() <= MOST ? clean : "sha256:" + Ids.contentHash(clean.getBytes(StandardCharsets.UTF_8));
    }

    /// @param length Rome says 0 or less where there is none
    static @Nullable Long length(long length) {
        return length > 0 ? length : null;
    }

    /// Each once, in order, without those that come to nothing.
    static <A, B> List<B> each(@Nullable List<? extends A> list, Function<A, @Nullable B> adapt) {
        var adapted = new LinkedHashSet<B>();
        for (var item : list == null ? List.<A>of() : list) {
            var one = adapt.apply(item);
            if (one != null) {
                adapted.add(one);
            }
        }
        return new ArrayList<>(adapted);
    }

    /// A name that may have an e-mail address with it, or be one.
    static @Nullable Person person(@Nullable String written) {
        var text = text(written);
        if (text == null) {
            return null;
        }
        var mailName = MAIL_NAME.matcher(text);
        if (mailName.matches()) {
            return new Person(text(mailName.group(2)), mailName.group(1), null);
        }
        var nameMail = NAME_MAIL.matcher(text);
        if (nameMail.matches()) {
            return new Person(text(nameMail.group(1)), nameMail.group(2), null);
        }
        return MAIL.matcher(text).matches() ? new Person(null, text, null) : new Person(text, null, null);
    }
}
