package dev.orrery.fetcher.parse.xml;

/// What C1 control characters mean on the web: the bytes of windows-1252, as HTML itself has it.
final class Windows1252 {
    private static final String MEANT =
            "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
                    + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private Windows1252() {}

    static boolean isControl(int c) {
        return c >= 0x80 && c < 0xA0;
    }

    static char meant(int c) {
        return isControl(c) ? MEANT.charAt(c - 0x80) : (char) c;
    }

    static String repair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                var chars = text.toCharArray();
                for (int j = i; j < chars.length; j++) {
                    chars[j] = meant(chars[j]);
                }
                return new String(chars);
            }
        }
        return text;
    }
}
