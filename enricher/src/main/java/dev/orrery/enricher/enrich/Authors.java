package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.Texts;
import dev.orrery.events.Entry.Author;
import dev.orrery.events.RawEntry.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who wrote an entry. Placeholders are nobody, and an e-mail address is shown to nobody.
///
/// RSS asks for an address and people write `jane@example.org (Jane Doe)`, `Jane Doe <jane@example.org>` or the address
/// alone: what stays is the name, if there is one.
public final class Authors {
    /// Also with the full-width at sign; generous, since what is not taken out here is published.
    private static final Pattern MAIL = Pattern.compile(
            "(?:mailto:)?[^\\s<>()\\[\\],;:\"'@\\uFF20/]+[@\\uFF20][^\\s<>()\\[\\],;:\"'@\\uFF20/]+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern EMPTY_BRACKETS = Pattern.compile("[(<\\[\"']\\s*[)>\\]\"']");
    private static final Pattern AROUND = Pattern.compile("^[\\s,;:<>\\]\"|@/-]+|[\\s,;:<>\\[\"|@/-]+$");
    private static final Pattern WHOLE_IN_BRACKETS = Pattern.compile("[(\\[<\"]([^()\\[\\]<>\"]*)[)\\]>\"]");

    /// What software writes where nobody told it a name.
    private static final Set<String> NOBODY = Set.of(
            "admin",
            "administrator",
            "anon",
            "anonymous",
            "anonymous author",
            "author",
            "author unknown",
            "blogger",
            "default",
            "guest",
            "n/a",
            "nil",
            "no author",
            "nobody",
            "none",
            "noreply",
            "no-reply",
            "null",
            "root",
            "undefined",
            "unknown",
            "unknown author",
            "user",
            "webmaster",
            "wordpress");

    private static final int MOST = 50;
    private static final int LONGEST = 200;

    private Authors() {}

    static List<Author> of(List<Person> people, Addresses addresses) {
        var authors = new LinkedHashMap<String, Author>();
        for (var person : people) {
            var name = name(person);
            if (name != null && authors.size() < MOST) {
                authors.putIfAbsent(name.toLowerCase(Locale.ROOT), new Author(name, uri(person, addresses)));
            }
        }
        return List.copyOf(authors.values());
    }

    /// The text without e-mail addresses and the brackets they stood in; may be empty.
    public static String withoutMail(String text) {
        var line = Texts.line(text);
        var without = MAIL.matcher(line).replaceAll(" ");
        if (without.equals(line)) {
            return line;
        }
        without = Texts.line(EMPTY_BRACKETS.matcher(without).replaceAll(" "));
        return AROUND.matcher(unwrapped(without)).replaceAll("");
    }

    private static @Nullable String name(Person person) {
        var name = person.name() == null ? null : proper(person.name());
        return name != null || person.email() == null ? name : proper(person.email());
    }

    private static @Nullable String proper(String name) {
        var without = unwrapped(withoutMail(name));
        boolean nobody = NOBODY.contains(without.toLowerCase(Locale.ROOT))
                || without.codePoints().noneMatch(Character::isLetterOrDigit);
        return nobody ? null : Texts.atMost(LONGEST, without);
    }

    private static String unwrapped(String name) {
        var whole = WHOLE_IN_BRACKETS.matcher(name);
        return whole.matches() ? whole.group(1).strip() : name;
    }

    private static @Nullable String uri(Person person, Addresses addresses) {
        var uri = person.uri() == null ? null : addresses.web(person.uri());
        return uri == null || MAIL.matcher(uri).find() ? null : uri;
    }
}
