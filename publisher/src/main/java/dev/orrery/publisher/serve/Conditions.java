package dev.orrery.publisher.serve;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request says about the representation it wants and the one it has (RFC 9110 sections 12.5.3 and 13.1).
final class Conditions {
    /// IMF-fixdate (RFC 9110 section 5.6.7).
    static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");
    private static final Pattern GZIP =
            Pattern.compile("(?i)(?:^|,)\\s*(?:x-)?(gzip|\\*)\\s*(?:;\\s*q\\s*=\\s*([0-9.]+)\\s*)?(?=,|$)");

    private Conditions() {}

    static boolean takesGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean any = false;
        for (var match = GZIP.matcher(acceptEncoding); match.find(); ) {
            if (!match.group(1).equals("*")) {
                return isWanted(match);
            }
            any = isWanted(match);
        }
        return any;
    }

    private static boolean isWanted(Matcher match) {
        var quality = match.group(2);
        return quality == null || quality.chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    /// Whether the reader has the present representation already.
    ///
    /// A date is compared for equality, not for order: it names the very version that the reader has, and content
    /// may go back to an older date when its newest post is withdrawn.
    static boolean isCurrent(
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            String etag,
            Optional<Instant> lastModified) {
        if (ifNoneMatch != null) {
            return ifNoneMatch.strip().equals("*") || names(ifNoneMatch, etag);
        }
        return ifModifiedSince != null && lastModified.isPresent() && lastModified.equals(parsed(ifModifiedSince));
    }

    /// The weak comparison: a proxy that compresses for us has to weaken our tag.
    private static boolean names(String list, String etag) {
        for (var match = TAG.matcher(list); match.find(); ) {
            if (match.group(1).equals(etag)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(HTTP_DATE.parse(date.strip(), Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
