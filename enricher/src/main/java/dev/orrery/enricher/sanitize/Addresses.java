package dev.orrery.enricher.sanitize;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes the addresses of one entry absolute, and refuses what is not an address for readers.
///
/// Browsers forgive a lot (white space inside, backslashes, one slash too few, non-ASCII letters); so do we, and what
/// comes out is an ASCII URI in its plainest form. An address that cannot be understood is null: better no link than a
/// broken one.
public final class Addresses {
    /// For markup that no base is known for: whatever is relative is dropped.
    public static final Addresses ABSOLUTE_ONLY = new Addresses(null, null);

    private static final Set<String> WEB = Set.of("http", "https");
    private static final Pattern HOST = Pattern.compile("[a-z0-9._~-]+|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{0,5}");
    private static final Pattern MAIL = Pattern.compile("[\\w.!#$&'*+/=?^`{|}~%@,-]+");
    private static final Pattern PHONE = Pattern.compile("[+0-9().-]+(;[\\w=+.-]+)*");
    static final String LEGAL = "-._~!$&'()*+,;=:@/?";
    private static final Pattern MISTYPED = Pattern.compile("(?i)https?:|https?//|:?//|www\\.");
    private static final Pattern TWICE = Pattern.compile("(?i)(?:https?:/*|//)+(https?):?//");
    private static final Pattern NO_COLON = Pattern.compile("(?i)(https?)//(?=[\\w-]+\\.)");
    private static final Pattern NO_SCHEME =
            Pattern.compile("(?i)www\\.[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}(?=[/:?#]|$)");
    private static final Address HTTPS = new Address("https", "", "/", null, null);
    static final int MAX_LENGTH = 8_192;

    private final @Nullable Address base;
    private final @Nullable String page;

    private Addresses(@Nullable Address base, @Nullable String page) {
        this.base = base;
        this.page = page;
    }

    /// The same for a text that has a page of its own: what leads to that page with a fragment leads into the text.
    ///
    /// @param link the page's address, absolute
    public Addresses within(@Nullable String link) {
        return new Addresses(base, link == null ? null : pageOf(Address.parse(link)));
    }

    /// @param candidates where the text may have stood, nearest first; a relative one resolves against those after it
    public static Addresses against(@Nullable String... candidates) {
        var addresses = ABSOLUTE_ONLY;
        for (int i = candidates.length - 1; i >= 0; i--) {
            var candidate = candidates[i];
            var resolved = candidate == null ? null : addresses.web(candidate);
            if (resolved != null) {
                addresses = new Addresses(Address.parse(resolved), null);
            }
        }
        return addresses;
    }

    /// An absolute `http` or `https` address, or null.
    public @Nullable String web(String reference) {
        if (PlainAddress.is(reference)) {
            return reference;
        }
        var tidy = completed(tidy(reference));
        var parsed = Address.parse(tidy);
        var scheme = parsed.scheme();
        if (scheme != null) {
            return WEB.contains(scheme.toLowerCase(Locale.ROOT)) ? written(repaired(parsed)) : null;
        }
        if (base == null) {
            // A host alone is enough to know where it leads; today nearly all answer there.
            return parsed.authority() == null ? null : written(HTTPS.resolve(parsed));
        }
        return tidy.isEmpty() ? null : written(base.resolve(parsed));
    }

    /// What a reader may follow: a web address, a mail address or a telephone number; or null.
    public @Nullable String link(String reference) {
        if (PlainAddress.is(reference)) {
            return reference;
        }
        var tidy = tidy(reference);
        var scheme = Address.parse(tidy).scheme();
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "mailto" -> addressed("mailto:", tidy.substring("mailto:".length()), MAIL);
            case "tel" -> addressed("tel:", tidy.substring("tel:".length()), PHONE);
            default -> web(reference);
        };
    }

    /// The part after `#` if the reference points into the text it stands in, else null.
    @Nullable
    String withinPage(String reference) {
        if (reference.indexOf('#') < 0) {
            return null;
        }
        var parsed = Address.parse(tidy(reference));
        var fragment = parsed.fragment();
        if (fragment == null || fragment.isEmpty()) {
            return null;
        }
        if (parsed.withoutFragment().toString().isEmpty()) {
            return fragment;
        }
        if (base == null) {
            return null;
        }
        var target = base.resolve(parsed).withoutFragment();
        return target.equals(base.withoutFragment()) || pageOf(target).equals(page) ? fragment : null;
    }

    /// One page may be linked to in several ways.
    private static String pageOf(Address address) {
        var path = address.path().endsWith("/")
                ? address.path().substring(0, address.path().length() - 1)
                : address.path();
        return "%s%s?%s".formatted(address.authority(), path, address.query());
    }

    private static @Nullable String addressed(String scheme, String to, Pattern allowed) {
        var encoded = encoded(to);
        return allowed.matcher(encoded).matches() && encoded.length() <= MAX_LENGTH ? scheme + encoded : null;
    }

    private static @Nullable String written(Address address) {
        var scheme = address.scheme();
        var authority = address.authority() == null ? null : plainAuthority(address.authority());
        if (scheme == null || authority == null || WEB.contains(authority)) {
            return null;
        }
        var query = address.query();
        var fragment = address.fragment();
        var plain = new Address(
                        scheme.toLowerCase(Locale.ROOT),
                        authority,
                        encoded(address.path()),
                        query == null ? null : encoded(query),
                        fragment == null ? null : encoded(fragment))
                .toString();
        return plain.length() <= MAX_LENGTH ? plain : null;
    }

    /// What people leave out: `http//host`, `://host`, `www.host.example/`. And what they paste in front of an address
    /// that had it: `http://https://host`.
    private static String completed(String tidy) {
        if (!MISTYPED.matcher(tidy).lookingAt()) {
            return tidy;
        }
        if (tidy.startsWith("://")) {
            return completed(tidy.substring(1));
        }
        var twice = TWICE.matcher(tidy);
        if (twice.lookingAt()) {
            return twice.group(1) + "://" + tidy.substring(twice.end());
        }
        var noColon = NO_COLON.matcher(tidy);
        if (noColon.lookingAt()) {
            return noColon.group(1) + "://" + tidy.substring(noColon.end());
        }
        return NO_SCHEME.matcher(tidy).lookingAt() ? "http://" + tidy : tidy;
    }

    /// `http:/host/` and `http:host/` are what browsers make of them: `http://host/`.
    private static Address repaired(Address address) {
        var authority = address.authority();
        if (authority != null && !authority.isEmpty()) {
            return ABSOLUTE.resolve(address);
        }
        int start = 0;
        while (start < address.path().length() && address.path().charAt(start) == '/') {
            start++;
        }
        var rest = address.path().substring(start);
        int slash = rest.indexOf('/');
        return ABSOLUTE.resolve(new Address(
                address.scheme(),
                slash < 0 ? rest : rest.substring(0, slash),
                slash < 0 ? "" : rest.substring(slash),
                address.query(),
                address.fragment()));
    }

    /// Resolving an absolute address only takes the dots out of its path.
    private static final Address ABSOLUTE = new Address("http", "localhost", "/", null, null);

    /// Host in lower-case ASCII and port; who claims to log in is left out.
    private static @Nullable String plainAuthority(String authority) {
        var host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
        var port = colon < 0 ? "" : host.substring(colon);
        host = plainHost(colon < 0 ? host : host.substring(0, colon));
        if (host == null || !(port.isEmpty() || PORT.matcher(port).matches())) {
            return null;
        }
        return ":".equals(port) ? host : host + port;
    }

    private static @Nullable String plainHost(String host) {
        if (HOST.matcher(host).matches()) {
            return host;
        }
        try {
            var ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return HOST.matcher(ascii).matches() ? ascii : null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /// Without what browsers ignore in an address: white space around it, control characters in it.
    private static String tidy(String reference) {
        if (PlainAddress.isEncoded(reference)) {
            return reference;
        }
        var out = new StringBuilder(reference.length());
        boolean slashes = true;
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c == '?' || c == '#') {
                slashes = false;
            }
            if (c == '\\' && slashes) {
                out.append('/');
            } else if (!Character.isISOControl(c)) {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    private static String encoded(String part) {
        if (PlainAddress.isEncoded(part)) {
            return part;
        }
        var out = new StringBuilder(part.length() + 16);
        for (int i = 0; i < part.length(); ) {
            int c = part.codePointAt(i);
            if (isAsciiLetterOrDigit(c) || LEGAL.indexOf(c) >= 0 || (c == '%' && PlainAddress.isEscape(part, i))) {
                out.appendCodePoint(c);
            } else {
                appendEscaped(out, Character.toString(c));
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void appendEscaped(StringBuilder out, String character) {
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)));
            out.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
        }
    }
}
