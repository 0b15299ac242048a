package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Person;
import dev.orrery.fetcher.parse.xml.Element;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who wrote: names, addresses, or both in one, in whatever order.
final class People {
    /// `ann@example.org (Ann)`, as RSS has it.
    private static final Pattern MAIL_NAME = Pattern.compile("([^\\s@()<>]+@[^\\s@()<>]+)\\s*\\((.*)\\)");

    /// `Ann <ann@example.org>`, as e-mail has it, and `Ann (ann@example.org)`.
    private static final Pattern NAME_MAIL = Pattern.compile("([^<(]*)[<(]\\s*([^\\s@<>()]+@[^\\s@<>()]+)\\s*[>)]");

    private static final Pattern MAIL = Pattern.compile("[^\\s@()<>]+@[^\\s@()<>]+\\.[^\\s@()<>]+");

    private final @Nullable String url;

    /// @param url where the document was found
    People(@Nullable String url) {
        this.url = url;
    }

    /// Of elements with a name, an address and a site in them, or with all that as text.
    List<Person> of(List<Element> elements) {
        return Fields.each(elements, this::of);
    }

    @Nullable
    Person of(Element element) {
        if (!element.hasElements()) {
            return named(element.text());
        }
        var written = element.textOf("atom:name", "name", "itunes:name", "dc:title");
        var named = named(written == null ? element.textOrMarkup() : written);
        var name = named == null ? null : named.name();
        var email = Fields.text(element.textOf("atom:email", "email", "itunes:email"));
        var mail = email != null || named == null ? email : named.email();
        var uri = Fields.url(
                element.textOf("atom:uri", "atom:url", "atom:homepage", "uri", "url", "homepage", "atom:href", "href"));
        var base = Bases.inForce(element, null);
        var site = uri == null || base == null ? uri : Urls.resolve(Bases.inForce(element, url), uri);
        return name == null && mail == null && site == null ? null : new Person(name, mail, site);
    }

    /// A name that may have an e-mail address with it, or be one.
    static @Nullable Person named(@Nullable String written) {
        var text = Fields.text(written);
        if (text == null) {
            return null;
        }
        if (text.indexOf('@') < 0) {
            return new Person(text, null, null);
        }
        var mailName = MAIL_NAME.matcher(text);
        if (mailName.matches()) {
            return new Person(Fields.text(mailName.group(2)), mailName.group(1), null);
        }
        var nameMail = NAME_MAIL.matcher(text);
        if (nameMail.matches()) {
            return new Person(Fields.text(nameMail.group(1)), nameMail.group(2), null);
        }
        return MAIL.matcher(text).matches() ? new Person(null, text, null) : new Person(text, null, null);
    }
}
