package dev.orrery.fetcher.parse.xml;

import dev.orrery.fetcher.parse.xml.UnreadableDocument.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// Entities, for the lenient reader: HTML's, and those that the document declares for itself.
///
/// Those of the document may hold each other, but only so deep and so much altogether; external ones are nothing.
final class DocumentType {
    private static final Pattern ENTITY =
            Pattern.compile("<!ENTITY\\s+([^\\s%\"'<>]{1,64})\\s+(?:\"([^\"]*)\"|'([^']*)')\\s*>");
    private static final int MOST_ENTITIES = 1_000;
    private static final int LONGEST_NAME = 64;
    private static final int DEEPEST = 8;
    private static final int MOST_GROWTH = 1 << 20;

    private final Map<String, String> own = new HashMap<>();
    private int growth;

    /// @param start of `<!DOCTYPE`
    /// @return where the declaration ends
    int read(String document, int start) {
        int end = document.indexOf('>', start);
        if (end < 0) {
            return document.length();
        }
        int subset = document.indexOf('[', start, end);
        if (subset < 0) {
            return end + 1;
        }
        int close = document.indexOf("]", subset);
        int stop = close < 0 ? document.length() : close;
        var entity = ENTITY.matcher(document).region(subset, stop);
        while (own.size() < MOST_ENTITIES && entity.find()) {
            own.putIfAbsent(entity.group(1), entity.group(2) == null ? entity.group(3) : entity.group(2));
        }
        int after = document.indexOf('>', stop);
        return after < 0 ? document.length() : after + 1;
    }

    /// The text with references replaced and without characters that are none. What is no reference stays as it is.
    String resolve(String document, int from, int to) throws UnreadableDocument {
        int ampersand = document.indexOf('&', from, to);
        if (ampersand < 0) {
            return Characters.legal(document.substring(from, to));
        }
        var text = new StringBuilder(to - from);
        resolve(document, from, to, text, 0);
        return Characters.legal(text.toString());
    }

    private void resolve(String document, int from, int to, StringBuilder text, int depth) throws UnreadableDocument {
        int at = from;
        while (at < to) {
            int ampersand = document.indexOf('&', at, to);
            if (ampersand < 0) {
                break;
            }
            text.append(document, at, ampersand);
            int end = referenceEnd(document, ampersand + 1, to);
            var meant = end < 0 ? null : meant(document.substring(ampersand + 1, end), depth);
            text.append(meant == null ? "&" : meant);
            at = meant == null ? ampersand + 1 : end + 1;
        }
        text.append(document, at, to);
    }

    private static int referenceEnd(String document, int from, int to) {
        int most = Math.min(to, from + LONGEST_NAME);
        for (int i = from; i < most; i++) {
            char c = document.charAt(i);
            if (c == ';') {
                return i > from ? i : -1;
            }
            if (!Character.isLetterOrDigit(c) && "#_-.:".indexOf(c) < 0) {
                return -1;
            }
        }
        return -1;
    }

    private @Nullable String meant(String name, int depth) throws UnreadableDocument {
        if (name.charAt(0) == '#') {
            return number(name);
        }
        var declared = own.get(name);
        if (declared == null) {
            return switch (name) {
                case "amp" -> "&";
                case "lt" -> "<";
                case "gt" -> ">";
                case "quot" -> "\"";
                case "apos" -> "'";
                // XHTML's, which HTML 5 has moved.
                case "lang" -> "\u2329";
                case "rang" -> "\u232A";
                default -> {
                    var html = Entities.getByName(name);
                    yield html.isEmpty() ? null : html;
                }
            };
        }
        growth += declared.length();
        if (depth > DEEPEST || growth > MOST_GROWTH) {
            throw new UnreadableDocument(Kind.TOO_LARGE, "its own entities make it grow without end");
        }
        var text = new StringBuilder();
        resolve(declared, 0, declared.length(), text, depth + 1);
        return text.toString();
    }

    private static @Nullable String number(String name) {
        boolean hex = name.length() > 1 && Character.toLowerCase(name.charAt(1)) == 'x';
        try {
            int number = Integer.parseInt(name, hex ? 2 : 1, name.length(), hex ? 16 : 10);
            if (number <= 0 || !Character.isValidCodePoint(number) || (number >= 0xD800 && number < 0xE000)) {
                return "\uFFFD";
            }
            return Windows1252.isControl(number)
                    ? String.valueOf(Windows1252.meant(number))
                    : Character.toString(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
