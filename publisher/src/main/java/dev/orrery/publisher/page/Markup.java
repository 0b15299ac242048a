package dev.orrery.publisher.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sanitized markup, looked at without parsing it, which would cost as much as all else that a page is made of.
///
/// That is possible because the enricher writes it: every element is closed, and neither text nor attributes
/// have a bare `<` or `>`. What is written otherwise has no pieces.
final class Markup {
    private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "source", "track", "wbr");

    private final String html;

    Markup(String html) {
        this.html = html;
    }

    /// An element or a text among its siblings.
    ///
    /// @param name  empty for a text
    /// @param from  where it begins, with its start tag
    /// @param inner where its content begins
    /// @param end   where its content ends
    /// @param to    where it ends, with its end tag
    record Piece(String name, int from, int inner, int end, int to) {
        boolean isText() {
            return name.isEmpty();
        }
    }

    /// The outermost ones.
    List<Piece> pieces() {
        return pieces(0, html.length());
    }

    List<Piece> within(Piece element) {
        return pieces(element.inner(), element.end());
    }

    boolean isSpace(Piece piece) {
        return piece.isText() && html.substring(piece.from(), piece.to()).isBlank();
    }

    int words(Piece piece) {
        var text = html.substring(piece.from(), piece.to()).toCharArray();
        int length = 0;
        for (int at = 0; at < text.length; at++) {
            char c = text[at];
            if (c == '<') {
                // Of all tags only this one parts words that nothing else parts.
                if (at + 2 < text.length && text[at + 1] == 'b' && text[at + 2] == 'r') {
                    text[length++] = ' ';
                }
                at = next('>', text, at);
            } else if (c == '&') {
                text[length++] = '&';
                at = next(';', text, at);
            } else {
                text[length++] = c;
            }
        }
        return Counting.words(text, length);
    }

    private static int next(char end, char[] text, int from) {
        int at = from;
        while (at < text.length - 1 && text[at] != end) {
            at++;
        }
        return at;
    }

    private List<Piece> pieces(int start, int stop) {
        var pieces = new ArrayList<Piece>();
        for (int at = start; at < stop; at = pieces.getLast().to()) {
            if (html.charAt(at) != '<') {
                int tag = html.indexOf('<', at);
                int end = tag < 0 || tag > stop ? stop : tag;
                pieces.add(new Piece("", at, at, end, end));
                continue;
            }
            var element = element(at, stop);
            if (element == null) {
                return List.of();
            }
            pieces.add(element);
        }
        return pieces;
    }

    /// Null where it is not closed.
    private @Nullable Piece element(int from, int stop) {
        int inner = after(from, stop);
        var name = name(from);
        if (VOID.contains(name)) {
            return new Piece(name, from, inner, inner, inner);
        }
        int depth = 1;
        for (int tag = html.indexOf('<', inner); tag >= 0 && tag < stop; tag = html.indexOf('<', tag + 1)) {
            if (html.charAt(tag + 1) != '/') {
                depth += VOID.contains(name(tag)) ? 0 : 1;
            } else if (--depth == 0) {
                return html.startsWith(name, tag + 2) ? new Piece(name, from, inner, tag, after(tag, stop)) : null;
            }
        }
        return null;
    }

    private String name(int tag) {
        int end = tag + 1;
        while (end < html.length() && html.charAt(end) != '>' && html.charAt(end) != ' ') {
            end++;
        }
        return html.substring(tag + 1, end);
    }

    private int after(int tag, int stop) {
        int end = html.indexOf('>', tag);
        return end < 0 || end >= stop ? stop : end + 1;
    }
}
