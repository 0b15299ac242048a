package dev.orrery.publisher.page;

/// Lets whoever has no pointer reach what is wider than the page: code with long lines and tables scroll within
/// themselves, and only what has the focus can be scrolled by keys (WCAG 2.1.1).
final class Scrolling {
    /// So many signs of code stand beside each other on the narrowest phone.
    private static final int NARROWEST = 28;

    private static final String CODE = "<pre";
    private static final String TABLE = "<table";

    private Scrolling() {}

    /// @param html sanitized
    static String byKeys(String html) {
        int code = tag(CODE, html, 0);
        int table = tag(TABLE, html, 0);
        var out = new StringBuilder();
        int written = 0;
        while (code >= 0 || table >= 0) {
            boolean isCode = code >= 0 && (table < 0 || code < table);
            int end = isCode ? code + CODE.length() : table + TABLE.length();
            if (!isCode || hasLongLine(html, end)) {
                out.append(html, written, end).append(" tabindex=\"0\"");
                written = end;
            }
            code = isCode ? tag(CODE, html, end) : code;
            table = isCode ? table : tag(TABLE, html, end);
        }
        return written == 0 ? html : out.append(html, written, html.length()).toString();
    }

    /// The next start tag, or -1.
    private static int tag(String beginning, String html, int from) {
        int at = html.indexOf(beginning, from);
        while (at >= 0
                && !html.startsWith(">", at + beginning.length())
                && !html.startsWith(" ", at + beginning.length())) {
            at = html.indexOf(beginning, at + 1);
        }
        return at;
    }

    private static boolean hasLongLine(String html, int from) {
        int end = html.indexOf("</pre>", from);
        return html.substring(from, end < 0 ? html.length() : end).lines().anyMatch(line -> line.length() > NARROWEST);
    }
}
