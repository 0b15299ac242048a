package dev.orrery.publisher.serve;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request says about the version that it has or wants (RFC 9110 section 13).
///
/// @param match           `If-Match`
/// @param noneMatch       `If-None-Match`
/// @param modifiedSince   `If-Modified-Since`
/// @param unmodifiedSince `If-Unmodified-Since`
public record Conditions(
        @Nullable String match,
        @Nullable String noneMatch,
        @Nullable String modifiedSince,
        @Nullable String unmodifiedSince) {
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    enum Verdict {
        SEND,
        /// The reader has it already: 304.
        NOT_MODIFIED,
        /// It is not what the reader takes it for: 412.
        FAILED
    }

    /// In the order of RFC 9110 section 13.2.2.
    Verdict judge(String etag, Optional<Instant> lastModified) {
        if (!isAsExpected(etag, lastModified)) {
            return Verdict.FAILED;
        }
        return isCurrent(noneMatch, modifiedSince, etag, lastModified) ? Verdict.NOT_MODIFIED : Verdict.SEND;
    }

    private boolean isAsExpected(String etag, Optional<Instant> lastModified) {
        if (match != null) {
            return match.strip().equals("*") || names(match, etag, true);
        }
        if (unmodifiedSince == null || lastModified.isEmpty()) {
            return true;
        }
        // A date that cannot be read asks for nothing.
        return HttpDate.parsed(unmodifiedSince)
                .map(date -> !lastModified.get().isAfter(date))
                .orElse(true);
    }

    /// Whether the reader has the present representation already.
    ///
    /// A date is compared for equality, not for order: it names the very version that the reader has, and
    /// content may go back to an older date when its newest post is withdrawn.
    public static boolean isCurrent(
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            String etag,
            Optional<Instant> lastModified) {
        if (ifNoneMatch != null) {
            // The weak comparison: a proxy that compresses for us has to weaken our tag.
            return ifNoneMatch.equals(etag) || ifNoneMatch.strip().equals("*") || names(ifNoneMatch, etag, false);
        }
        return ifModifiedSince != null
                && lastModified.isPresent()
                && lastModified.equals(HttpDate.parsed(ifModifiedSince));
    }

    private static boolean names(String list, String etag, boolean strongly) {
        for (var found = TAG.matcher(list); found.find(); ) {
            if (found.group(2).equals(etag) && !(strongly && found.group(1) != null)) {
                return true;
            }
        }
        return false;
    }
}
