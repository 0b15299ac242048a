package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Texts;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Plain text as markup: a blank line parts paragraphs, a newline is a line break.
final class PlainMarkup {
    private static final Pattern BLANK_LINES = Pattern.compile("\\n[ \\t]*(?:\\n[ \\t]*)+");

    private PlainMarkup() {}

    static String paragraphs(String text) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return Arrays.stream(BLANK_LINES.split(lines))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .map(paragraph -> "<p>" + Texts.escaped(paragraph).replace("\n", "<br>\n") + "</p>")
                .collect(Collectors.joining("\n"));
    }
}
