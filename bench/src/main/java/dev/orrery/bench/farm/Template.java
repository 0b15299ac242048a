package dev.orrery.bench.farm;

import java.util.Arrays;
import java.util.regex.Pattern;

/// A text with `{number}`, `{link}` and `{date}` in it.
final class Template {
    private static final Pattern SLOT = Pattern.compile("(?=\\{(?:number|link|date)})|(?<=\\{(?:number|link|date)})");

    private final String[] parts;

    private Template(String[] parts) {
        this.parts = parts;
    }

    static Template of(String text) {
        return new Template(SLOT.split(text, 0));
    }

    String fill(int number, String link, String date) {
        var text =
                new StringBuilder(Arrays.stream(parts).mapToInt(String::length).sum() + 200);
        for (var part : parts) {
            switch (part) {
                case "{number}" -> text.append(number);
                case "{link}" -> text.append(link);
                case "{date}" -> text.append(date);
                default -> text.append(part);
            }
        }
        return text.toString();
    }
}
