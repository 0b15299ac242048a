package dev.orrery.fetcher.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an answer's headers say about when to come again, and who would tell us of news.
///
/// @param freshFor   how long the answer stays fresh from its arrival on (RFC 9111 section 4.2): `max-age` less
///                   `Age`, else `Expires` less `Date`. Null where the server says nothing of the kind, zero where
///                   it is stale at once
/// @param retryAfter how long the server asks to be left alone from the answer's arrival on (RFC 9110 section
///                   10.2.3)
/// @param hubs       WebSub hubs by the `Link` header, absolute
/// @param self       the feed's own address by the `Link` header, absolute
public record Hints(
        @Nullable Duration freshFor,
        @Nullable Duration retryAfter,
        List<String> hubs,
        @Nullable String self) {
    public static final Hints NONE = new Hints(null, null, List.of(), null);

    /// Nobody's wish counts for longer.
    private static final Duration MOST = Duration.ofDays(366);

    private static final Pattern MAX_AGE =
            Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,18})", Pattern.CASE_INSENSITIVE);
    private static final Pattern STALE =
            Pattern.compile("(?:^|[,\\s])(?:no-cache|no-store)(?:[,\\s=]|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern REL =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))", Pattern.CASE_INSENSITIVE);

    public Hints {
        hubs = List.copyOf(hubs);
    }

    /// @param headers all values of a header, by its name
    /// @param resolve an address of the answer made absolute, or null where it is none
    /// @param now     when the answer arrived; counts for dates where the server tells no `Date` of its own
    public static Hints of(
            Function<String, List<String>> headers, Function<String, @Nullable String> resolve, Instant now) {
        var hubs = new ArrayList<String>();
        String self = null;
        for (var header : headers.apply("Link")) {
            var links = LINK.matcher(header);
            while (links.find()) {
                var target = resolve.apply(links.group(1).strip());
                if (target == null) {
                    continue;
                }
                if (hasRelation(links.group(2), "hub")) {
                    hubs.add(target);
                } else if (self == null && hasRelation(links.group(2), "self")) {
                    self = target;
                }
            }
        }
        return new Hints(freshness(headers, now), retryAfter(headers, now), hubs, self);
    }

    private static boolean hasRelation(String parameters, String relation) {
        var rel = REL.matcher(parameters);
        if (!rel.find()) {
            return false;
        }
        var value = rel.group(1) == null ? rel.group(2) : rel.group(1);
        return List.of(value.toLowerCase(Locale.ROOT).split("\\s+")).contains(relation);
    }

    private static @Nullable Duration freshness(Function<String, List<String>> headers, Instant now) {
        var control = String.join(",", headers.apply("Cache-Control"));
        if (STALE.matcher(control).find()) {
            return Duration.ZERO;
        }
        var maxAge = MAX_AGE.matcher(control);
        if (maxAge.find()) {
            return bounded(seconds(maxAge.group(1)).minus(age(headers)));
        }
        var expires = first(headers, "Expires");
        if (expires == null) {
            return null;
        }
        var at = HttpDate.parse(expires);
        // `Expires: 0` and other dates that are none mean the past (RFC 9111 section 5.3).
        return at == null ? Duration.ZERO : bounded(Duration.between(dateOf(headers, now), at));
    }

    private static @Nullable Duration retryAfter(Function<String, List<String>> headers, Instant now) {
        var value = first(headers, "Retry-After");
        if (value == null) {
            return null;
        }
        if (value.matches("\\d+")) {
            return bounded(seconds(value));
        }
        var at = HttpDate.parse(value);
        return at == null ? null : bounded(Duration.between(dateOf(headers, now), at));
    }

    private static Duration age(Function<String, List<String>> headers) {
        var age = first(headers, "Age");
        return age != null && age.matches("\\d+") ? seconds(age) : Duration.ZERO;
    }

    /// The server's own clock where it tells it, so that a wrong clock of either side does no harm.
    private static Instant dateOf(Function<String, List<String>> headers, Instant now) {
        var date = first(headers, "Date");
        var at = date == null ? null : HttpDate.parse(date);
        return at == null ? now : at;
    }

    private static @Nullable String first(Function<String, List<String>> headers, String name) {
        var values = headers.apply(name);
        return values.isEmpty() ? null : values.getFirst().strip();
    }

    private static Duration seconds(String digits) {
        return digits.length() > 10 ? MOST : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Duration bounded(Duration duration) {
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(MOST) > 0 ? MOST : duration;
    }
}
