package dev.orrery.publisher.image;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.parser.Parser;

/// Pages with the addresses of pictures replaced by ours, wherever one would be loaded: posts, faces, posters
/// of films. And lest one that was overlooked be loaded after all, the page forbids that.
///
/// Films and sounds stay where they are: nothing of them is loaded before a click. So do feeds, whose readers
/// are mostly servers themselves.
public final class ProxiedPages implements UnaryOperator<String> {
    private static final String HEAD = "<head>";
    private static final String ONLY_OURS =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"img-src 'self' data:\">";

    /// Of elements that load pictures, with all their attributes; values are in double quotes and have no bare `>`.
    private static final Pattern ELEMENT = Pattern.compile("<(img|source|video)(\\s[^>]*)>");

    private static final Pattern ADDRESS = Pattern.compile("(\\s)(src|srcset|poster)=\"([^\"]*)\"");

    private final ImageKey key;

    public ProxiedPages(ImageKey key) {
        this.key = key;
    }

    @Override
    public String apply(String page) {
        var through = ELEMENT.matcher(page).replaceAll(element -> {
            var name = element.group(1);
            return Matcher.quoteReplacement("<" + name + attributes(name, element.group(2)) + ">");
        });
        int head = through.indexOf(HEAD);
        return head < 0
                ? through
                : through.substring(0, head + HEAD.length()) + ONLY_OURS + through.substring(head + HEAD.length());
    }

    private String attributes(String element, String attributes) {
        return ADDRESS.matcher(attributes).replaceAll(attribute -> {
            var name = attribute.group(2);
            var value = Parser.unescapeEntities(attribute.group(3), true);
            var written =
                    switch (name) {
                        case "srcset" -> candidates(value);
                        case "src" -> element.equals("img") ? ours(value) : value;
                        default -> ours(value);
                    };
            return Matcher.quoteReplacement(
                    written.equals(value)
                            ? attribute.group()
                            : "%s%s=\"%s\"".formatted(attribute.group(1), name, written));
        });
    }

    /// `address 2x, address 3x`, as the enricher writes it: a comma within an address has no space after it.
    private String candidates(String value) {
        return Arrays.stream(value.split(",\\s+", -1))
                .map(candidate -> {
                    int space = candidate.indexOf(' ');
                    return space < 0
                            ? ours(candidate)
                            : ours(candidate.substring(0, space)) + candidate.substring(space);
                })
                .collect(Collectors.joining(", "));
    }

    private String ours(String address) {
        return address.startsWith("https://") || address.startsWith("http://") ? key.path(address) : address;
    }
}
