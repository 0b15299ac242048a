package dev.orrery.fetcher.parse.dates;

import java.util.List;
import java.util.Map;

/// Dates with the characters for year, month and day between the numbers.
final class EastAsian {
    private static final List<Map.Entry<String, String>> MEANT = List.of(
            Map.entry("년", "-"),
            Map.entry("年", "-"),
            Map.entry("월", "-"),
            Map.entry("月", "-"),
            Map.entry("일", " "),
            Map.entry("日", " "),
            Map.entry("오전", " am "),
            Map.entry("오후", " pm "),
            Map.entry("上午", " am "),
            Map.entry("下午", " pm "),
            Map.entry("午前", " am "),
            Map.entry("午後", " pm "),
            Map.entry("- ", "-"));

    private EastAsian() {}

    static boolean isIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x3000 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3)) {
                return true;
            }
        }
        return false;
    }

    /// Who writes a date in Hangul and names no zone means Korea's.
    static String inAscii(String text) {
        boolean korean = text.chars().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3);
        var ascii = text;
        for (var entry : MEANT) {
            ascii = ascii.replace(entry.getKey(), entry.getValue());
        }
        ascii = ascii.replaceAll("\\s+", " ").strip();
        return korean && ascii.contains(":") && !ascii.matches(".*([+-]\\d\\d:?\\d\\d|z|gmt|utc|kst)$")
                ? ascii + " kst"
                : ascii;
    }
}
