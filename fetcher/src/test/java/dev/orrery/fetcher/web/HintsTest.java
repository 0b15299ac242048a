package dev.orrery.fetcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HintsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void maxAgeLessAgeIsHowLongAnAnswerIsFresh() {
        assertThat(hints(Map.of("Cache-Control", "public, max-age=43200", "Age", "3200"))
                        .freshFor())
                .isEqualTo(Duration.ofSeconds(40_000));
        assertThat(hints(Map.of("Cache-Control", "max-age=60", "Age", "90")).freshFor())
                .isZero();
    }

    @Test
    void sMaxageIsForProxiesAlone() {
        assertThat(hints(Map.of("Cache-Control", "s-maxage=600")).freshFor()).isNull();
    }

    @Test
    void expiresCountsFromTheServersOwnDate() {
        assertThat(hints(Map.of(
                                "Date", "Sat, 28 Feb 2026 12:00:00 GMT",
                                "Expires", "Sat, 28 Feb 2026 13:00:00 GMT"))
                        .freshFor())
                .isEqualTo(Duration.ofHours(1));
        assertThat(hints(Map.of("Expires", "0")).freshFor()).isZero();
        assertThat(hints(Map.of("Cache-Control", "max-age=5", "Expires", "Sun, 01 Mar 2026 13:00:00 GMT"))
                        .freshFor())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void noCacheMeansStaleAtOnce() {
        assertThat(hints(Map.of("Cache-Control", "no-cache, max-age=600")).freshFor())
                .isZero();
        assertThat(hints(Map.of()).freshFor()).isNull();
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(hints(Map.of("Retry-After", "120")).retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(hints(Map.of("Retry-After", "Sun, 01 Mar 2026 14:05:00 GMT")).retryAfter())
                .isEqualTo(Duration.ofMinutes(125));
        assertThat(hints(Map.of("Retry-After", "99999999999999999999")).retryAfter())
                .isEqualTo(Duration.ofDays(366));
        assertThat(hints(Map.of("Retry-After", "soon")).retryAfter()).isNull();
    }

    @Test
    void datesAreReadInAllThreeForms() {
        for (var date : List.of(
                "Sun, 01 Mar 2026 12:01:00 GMT",
                "Sunday, 01-Mar-26 12:01:00 GMT",
                "Sun Mar  1 12:01:00 2026",
                "sun, 1 mar 2026 12:01:00 gmt")) {
            assertThat(hints(Map.of("Retry-After", date)).retryAfter()).as(date).isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void whatLiesInThePastMeansAtOnce() {
        assertThat(hints(Map.of("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT")).retryAfter())
                .isZero();
        assertThat(hints(Map.of("Expires", "Sunday, 01-Mar-76 12:00:00 GMT")).freshFor())
                .isEqualTo(Duration.ofDays(366));
        assertThat(hints(Map.of("Expires", "Sun, 01 Mar 2026 11:00:00 GMT")).freshFor())
                .isZero();
        assertThat(hints(Map.of("Cache-Control", "max-age=-1")).freshFor()).isNull();
    }

    @Test
    void severalCacheControlHeadersAreOne() {
        var headers = Map.of("Cache-Control", List.of("public", "MAX-AGE = \"600\"", "must-revalidate"));

        assertThat(Hints.of(name -> headers.getOrDefault(name, List.of()), address -> address, NOW)
                        .freshFor())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(hints(Map.of("Cache-Control", "private=\"set-cookie\", max-age=60, max-age=90"))
                        .freshFor())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(hints(Map.of("Cache-Control", "no-store")).freshFor()).isZero();
        assertThat(hints(Map.of("Cache-Control", "x-no-cache-x")).freshFor()).isNull();
    }

    @Test
    void anAgeThatIsNoneCountsAsNone() {
        assertThat(hints(Map.of("Cache-Control", "max-age=60", "Age", "old")).freshFor())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void hubsAndSelfComeFromLinkHeaders() {
        var hints = hints(
                Map.of("Link", "<https://hub.example/>; rel=\"hub\", </feed.xml>; rel=self, <style.css>; rel=preload"));

        assertThat(hints.hubs()).containsExactly("https://hub.example/");
        assertThat(hints.self()).isEqualTo("https://blog.example/feed.xml");
    }

    private static Hints hints(Map<String, String> headers) {
        return Hints.of(
                name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of(),
                address -> address.startsWith("/") ? "https://blog.example" + address : address,
                NOW);
    }
}
