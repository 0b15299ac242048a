package dev.orrery.fetcher.parse.dates;

import org.jspecify.annotations.Nullable;

/// Dates made of words and numbers in any order: RFC 822 and all its misspellings, asctime, `March 3rd, 2004`,
/// `13.7.2004`, `7/13/2004`. What a number is follows from its shape and from what is known already.
final class Words {
    private static final int PIVOT = 70;

    private final Scanner date;
    private int year = -1;
    private int month = -1;
    private int day = -1;
    private long time = -1;
    private String half = "";
    private String zone = "";

    Words(String text) {
        this.date = new Scanner(text);
    }

    @Nullable
    Moment read() {
        while (!date.isAtEnd()) {
            char c = date.peek();
            if (date.isDigit()) {
                number();
            } else if (Character.isLetter(c)) {
                word();
            } else if ((c == '+' || c == '-') && time >= 0 && Character.isDigit(date.peek(1))) {
                zone();
            } else if (c == '(') {
                // A comment (RFC 822 section 3.4.3): the zone in words, once more.
                break;
            } else {
                date.skip();
            }
        }
        if (year < 0 || month < 1 || day < 1) {
            return null;
        }
        long at = time < 0 ? 0 : half.isEmpty() ? time : Clock.half(time, half);
        return new Moment(year, month, day, at, Zones.offset(zone));
    }

    private void number() {
        int digits = date.digits();
        char after = date.peek(digits);
        boolean dateDone = year >= 0 && month > 0 && day > 0;
        if (after == ':' || (dateDone && time < 0 && (digits == 4 || digits == 6))) {
            long read = Clock.read(date);
            time = time < 0 ? read : time;
        } else if (month < 0 && "/.-".indexOf(after) >= 0 && Character.isDigit(date.peek(digits + 1))) {
            inNumbers(after);
        } else {
            int number = date.number(9);
            if (digits <= 2 && day < 0) {
                day = number;
            } else if (year < 0 && digits <= 4) {
                year = century(number, digits);
            }
        }
    }

    /// RFC 2822 section 4.3, but that the web is younger than mail.
    private static int century(int number, int digits) {
        return digits >= 4 ? number : digits == 3 || number >= PIVOT ? 1_900 + number : 2_000 + number;
    }

    /// Slashes are American where that is possible, dots and dashes European.
    private void inNumbers(char separator) {
        int first = date.number(2);
        date.take(separator);
        int second = date.number(2);
        boolean american = separator == '/' ? first <= 12 : second > 12;
        month = american ? first : second;
        day = american ? second : first;
        if (date.take(separator) && date.isDigit()) {
            int digits = date.digits();
            year = century(date.number(4), digits);
        }
    }

    private void word() {
        var word = date.word();
        if (word.equals("t") && date.isDigit()) {
            return;
        }
        if (Clock.isHalf(word)) {
            half = word;
            return;
        }
        int named = month < 0 ? Months.number(word) : 0;
        if (named > 0) {
            month = named;
        } else if (time >= 0 && zone.isEmpty()) {
            zone = word;
            if (date.peek() == '/') {
                date.skip();
                zone = zone + "/" + date.word();
            }
        }
    }

    private void zone() {
        int digits = date.digits(1);
        boolean parted = date.peek(digits + 1) == ':';
        zone = date.take(1 + digits + (parted ? 3 : 0));
    }
}
