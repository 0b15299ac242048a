package dev.orrery.fetcher.parse.dates;

/// Goes through a date from left to right.
final class Scanner {
    private static final int MOST_DIGITS = 9;

    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /// The next character, a NUL at the end.
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    void skip() {
        at++;
    }

    void skipSpace() {
        while (!isAtEnd() && (peek() == ',' || Character.isWhitespace(peek()) || peek() == '\u00A0')) {
            at++;
        }
    }

    boolean take(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    /// How many digits follow each other from here.
    int digits() {
        return digits(0);
    }

    int digits(int ahead) {
        int end = at + ahead;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - at - ahead;
    }

    /// The next so many characters, fewer at the end.
    String take(int length) {
        int from = at;
        at = Math.min(text.length(), at + length);
        return text.substring(from, at);
    }

    /// The number of at most so many digits from here on; -1 where there is none.
    int number(int most) {
        int length = Math.min(digits(), Math.min(most, MOST_DIGITS));
        if (length == 0) {
            return -1;
        }
        int number = Integer.parseInt(text, at, at + length, 10);
        at += length;
        return number;
    }

    /// The letters from here on.
    String word() {
        int from = at;
        while (!isAtEnd() && (Character.isLetter(peek()) || Character.getType(peek()) == Character.NON_SPACING_MARK)) {
            at++;
        }
        return text.substring(from, at);
    }

    String rest() {
        return text.substring(at);
    }
}
