package dev.orrery.publisher.serve;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which part of a representation is asked for (RFC 9110 section 14).
sealed interface ByteRange {
    /// Everything. Several ranges at once count as this too, which the RFC allows: nobody who reads a
    /// planet needs them, and answering them has been a way to make servers work.
    record Whole() implements ByteRange {}

    /// @param first of the bytes, counted from 0
    /// @param last  of the bytes, in the part itself
    record Part(int first, int last) implements ByteRange {
        int length() {
            return last - first + 1;
        }
    }

    /// Nothing of it is there: 416.
    record Beyond() implements ByteRange {}

    Pattern SINGLE = Pattern.compile("(?i)bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    /// @param range        `Range`
    /// @param ifRange      `If-Range`: where it does not name this very version, the reader wants all of
    ///                     the new one
    /// @param length       of the representation, in bytes
    static ByteRange of(@Nullable String range, @Nullable String ifRange, int length, String etag) {
        var single = range == null ? null : SINGLE.matcher(range.strip());
        if (single == null || !single.matches() || !isThisVersion(ifRange, etag)) {
            return new Whole();
        }
        var from = single.group(1);
        var to = single.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? new Whole() : suffix(Long.parseLong(to), length);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            // No range at all, by the grammar's own words.
            return new Whole();
        }
        return first >= length ? new Beyond() : new Part((int) first, (int) Math.min(last, length - 1));
    }

    private static ByteRange suffix(long wanted, int length) {
        return wanted == 0 || length == 0 ? new Beyond() : new Part((int) Math.max(0, length - wanted), length - 1);
    }

    /// By the strong comparison. A date names no version strongly enough (RFC 9110 section 13.1.5): all
    /// codings have the same, and a page may change twice in a second.
    private static boolean isThisVersion(@Nullable String ifRange, String etag) {
        return ifRange == null || ifRange.strip().equals(etag);
    }
}
