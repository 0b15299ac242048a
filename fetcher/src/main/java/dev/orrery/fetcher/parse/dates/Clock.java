package dev.orrery.fetcher.parse.dates;

/// Times of the day: `9:15`, `09:15:30.250`, `0915`, `11:23 pm`.
final class Clock {
    private static final int DAY_HOURS = 24;
    private static final int HALF_DAY = 12;
    private static final int MILLIS_DIGITS = 3;

    private Clock() {}

    /// Reads the time that begins here.
    ///
    /// @return milliseconds since midnight, -1 where it is none
    static long read(Scanner date) {
        int digits = date.digits();
        boolean compact = digits == 4 || digits == 6;
        int hour = date.number(2);
        int minute = 0;
        int second = 0;
        long millis = 0;
        if (compact || date.take(':')) {
            minute = date.number(2);
            if (digits == 6 || date.take(':')) {
                second = date.number(2);
                millis = fraction(date);
            }
        }
        return hour < 0 || hour > DAY_HOURS || minute < 0 || minute > 59 || second < 0 || second > 60
                ? -1
                : ((hour * 60L + minute) * 60 + second) * 1_000 + millis;
    }

    /// With `am` or `pm`, wherever that stood.
    static long half(long time, String word) {
        long hours = time / 3_600_000;
        boolean afternoon = word.startsWith("p");
        if (afternoon && hours < HALF_DAY) {
            return time + HALF_DAY * 3_600_000L;
        }
        return !afternoon && hours == HALF_DAY ? time - HALF_DAY * 3_600_000L : time;
    }

    static boolean isHalf(String word) {
        return word.equals("am") || word.equals("pm") || word.equals("a.m") || word.equals("p.m");
    }

    private static long fraction(Scanner date) {
        if ((date.peek() != '.' && date.peek() != ',') || !Character.isDigit(date.peek(1))) {
            return 0;
        }
        date.skip();
        long millis = 0;
        int digits = date.digits();
        for (int i = 0; i < digits; i++) {
            int digit = date.number(1);
            millis = i < MILLIS_DIGITS ? millis * 10 + digit : millis;
        }
        for (int i = digits; i < MILLIS_DIGITS; i++) {
            millis *= 10;
        }
        return millis;
    }
}
