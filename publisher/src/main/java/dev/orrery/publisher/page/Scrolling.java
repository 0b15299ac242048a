package dev.orrery.publisher.page;

import java.util.regex.Pattern;

/// Lets whoever has no pointer reach what is wider than the page: code with long lines and tables scroll within
/// themselves, and only what has the focus can be scrolled by keys (WCAG 2.1.1).
final class Scrolling {
    /// So many signs of code stand beside each other on the narrowest phone.
    private static final int NARROWEST = 28;

    private static final Pattern WIDE = Pattern.compile("<(pre|table)(?=[ >])");

    private Scrolling() {}

    /// @param html sanitized
    static String byKeys(String html) {
        return WIDE.matcher(html).replaceAll(wide -> {
            boolean fits = wide.group(1).equals("pre") && !hasLongLine(html, wide.end());
            return fits ? wide.group() : wide.group() + " tabindex=\"0\"";
        });
    }

    private static boolean hasLongLine(String html, int from) {
        int end = html.indexOf("</pre>", from);
        return html.substring(from, end < 0 ? html.length() : end).lines().anyMatch(line -> line.length() > NARROWEST);
    }
}
