package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.FeedStatus.Health;
import dev.orrery.events.FeedStatus.Pace;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthPageTest {
    private static final String NOT_FOUND = "The server answers 404: there is no feed at this address.";

    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann");
    private final Subscription bo = Given.subscription("Bo");
    private final Subscription cy = Given.subscription("Cy");
    private final Subscription dee = Given.subscription("Dee");

    @AfterEach
    void close() {
        site.close();
        store.close();
    }

    @Test
    void troubleComesFirstAndIsCounted() throws Exception {
        planet("UTC", "en");
        store.put(Given.sound(ann, Pace.RHYTHM));
        store.put(Given.ailing(bo, State.WAITING, Cause.TOO_OFTEN, Pace.RETRY_AFTER, "Too often."));
        store.put(Given.ailing(cy, State.FAILING, Cause.NOT_FOUND, Pace.BACK_OFF, NOT_FOUND));

        var page = page();

        assertThat(page.select(".name").eachText()).containsExactly("Cy", "Bo", "Dee", "Ann");
        assertThat(page.selectFirst(".lead").text())
                .isEqualTo("4 subscriptions: 1 in order, 1 in trouble, 1 asks us to wait and 1 not read yet.");
    }

    @Test
    void whatIsWrongIsSaidWithItsBeginningWhatIsDoneAndWhatHelps() throws Exception {
        planet("Europe/Berlin", "en");
        store.put(Given.ailing(cy, State.FAILING, Cause.NOT_FOUND, Pace.BACK_OFF, NOT_FOUND));

        var one = page().selectFirst("#feed-cy");

        assertThat(one.selectFirst(".state").text()).isEqualTo("Not found since 1 March 2026");
        assertThat(one.selectFirst(".detail").text()).isEqualTo(NOT_FOUND);
        assertThat(fact(one, "What its author can do")).contains("redirect the old address to the new one (301)");
        assertThat(fact(one, "What we do")).startsWith("It is asked on.");
        assertThat(fact(one, "Last read")).isEqualTo("1 March 2026, 08:30");
        assertThat(fact(one, "Last tried")).isEqualTo("10 March 2026, 13:00");
        assertThat(fact(one, "Next poll")).isEqualTo("10 March 2026, 17:00 the last polls failed");
        assertThat(fact(one, "Polls that failed")).isEqualTo("3 in a row");
        assertThat(one.selectFirst("time").attr("datetime")).isEqualTo("2026-03-01T07:30:00Z");
        assertThat(page().selectFirst(".times").text()).isEqualTo("Times are CET.");
    }

    @Test
    void aFeedInOrderHasItsLastPollItsNextOneAndItsNewestPost() throws Exception {
        var planet = planet("UTC", "en");
        store.put(Given.sound(ann, Pace.FRESHNESS));
        store.show(
                planet, ann, Given.entry(ann, "Gears", "2026-03-02T07:30:00Z").get());

        var row = page().selectFirst("tr#feed-ann");

        assertThat(row.select("td").eachText())
                .containsExactly(
                        "In order",
                        "Last read 10 March 2026, 12:00",
                        "Next poll 10 March 2026, 16:00 its server says that its answer is good until then",
                        "Newest post 2 March 2026");
        assertThat(row.selectFirst("td:last-child a").attr("href")).isEqualTo("./feed/ann/");
    }

    @Test
    void whatTheOwnerHasPausedIsNoTrouble() throws Exception {
        var paused = new Subscription(
                bo.id(), bo.feedId(), bo.feedUrl(), bo.name(), bo.site(), null, List.of(), Planet.State.PAUSED, null);
        store.put(Given.planet("clocks", ann, paused));
        store.put(Given.ailing(bo, State.FAILING, Cause.DNS, Pace.BACK_OFF, "No server."));

        var row = page().selectFirst("tr#feed-bo");

        assertThat(row.selectFirst(".state").text()).startsWith("Paused by the planet’s owner");
        assertThat(row.text()).doesNotContain("Next poll");
    }

    @Test
    void inOtherLanguagesTheFetchersOwnWordsAreMarkedAsEnglish() throws Exception {
        planet("Europe/Berlin", "de");
        store.put(Given.ailing(cy, State.FAILING, Cause.TLS, Pace.BACK_OFF, "No secure connection to cy.example."));

        var one = page().selectFirst("#feed-cy");

        assertThat(one.selectFirst(".state").text()).isEqualTo("Keine sichere Verbindung seit 1. März 2026");
        assertThat(one.selectFirst(".detail").attr("lang")).isEqualTo("en");
        assertThat(one.text()).contains("Das Zertifikat samt Zwischenzertifikaten erneuern");
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseHasItsOwnWordsAndAdvice(Cause cause) {
        var words = Words.in(java.util.Locale.ENGLISH);
        var feedWords = new FeedWords(words, Almanac.of("UTC", java.util.Locale.ENGLISH));

        assertThat(feedWords.trouble(cause, Given.SEEN)).isNotEqualTo(feedWords.trouble(null, Given.SEEN));
        assertThat(feedWords.help(cause)).isNotEqualTo(feedWords.help(null));
    }

    @ParameterizedTest
    @EnumSource(Pace.class)
    void everyPaceIsExplained(Pace pace) {
        var feedWords = new FeedWords(Words.in(java.util.Locale.ENGLISH), Almanac.of("UTC", java.util.Locale.ENGLISH));

        assertThat(feedWords.pace(Given.sound(ann, pace))).isNotBlank();
    }

    @Test
    void aCauseThatNobodyKnowsLeavesTheReason() throws Exception {
        planet("UTC", "en");
        store.put(Given.feed(cy, State.FAILING, 418));

        var one = page().selectFirst("#feed-cy");

        assertThat(one.selectFirst(".state").text()).isEqualTo("In trouble since 1 March 2026");
        assertThat(one.selectFirst(".detail").text()).isEqualTo("The server says so.");
    }

    @Test
    void aPollThatChangesNothingElseRendersTheHealthPageAlone() throws Exception {
        planet("UTC", "en");
        store.put(Given.sound(ann, Pace.RHYTHM));
        site.get("/clocks/");
        site.get("/clocks/health");
        int before = site.rendered();

        store.put(later(Given.sound(ann, Pace.RHYTHM)));
        site.changes().health(ann.feedId());
        site.pass(Duration.ofSeconds(2));
        var home = site.get("/clocks/");
        var health = site.get("/clocks/health");

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(text(health)).contains("11 March 2026, 12:00");
        assertThat(site.rendered() - before).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "ja"})
    void thePageIsValid(String locale) throws Exception {
        planet("UTC", locale);
        store.put(Given.sound(ann, Pace.RHYTHM));
        store.put(Given.ailing(bo, State.WAITING, Cause.TOO_OFTEN, Pace.RETRY_AFTER, "Too often."));
        store.put(Given.ailing(cy, State.GONE, Cause.GONE, Pace.ENDED, "Gone."));

        assertThat(ValidHtmlTest.problems(site.get("/clocks/health").body())).isEmpty();
    }

    @Test
    void whatAFeedSaysIsNoMarkup() throws Exception {
        var evil = "<script>alert(1)</script>\"onload=";
        var named = new Subscription(
                "x",
                bo.feedId(),
                "https://x.example/\"><script>",
                evil,
                null,
                null,
                List.of(),
                Planet.State.ACTIVE,
                null);
        store.put(Given.planet("clocks", named));
        store.put(Given.ailing(bo, State.FAILING, Cause.DNS, Pace.BACK_OFF, evil));

        assertThat(page().select("script")).isEmpty();
        assertThat(page().selectFirst(".name").text()).isEqualTo(evil);
    }

    private FeedStatus later(FeedStatus feed) {
        var health = feed.health();
        return Given.feed(
                ann,
                new Health(
                        health.state(),
                        health.since(),
                        health.reason(),
                        health.status(),
                        0,
                        Given.SEEN.plus(Duration.ofDays(1)),
                        Given.SEEN.plus(Duration.ofDays(1)),
                        null,
                        null,
                        null));
    }

    private Planet planet(String timezone, String locale) {
        var planet = Given.planet("clocks", timezone, locale, ann, bo, cy, dee);
        store.put(planet);
        return planet;
    }

    private static String fact(Element in, String name) {
        return in.select("dl > div").stream()
                .filter(pair -> pair.selectFirst("dt").text().equals(name))
                .map(pair -> pair.selectFirst("dd").text())
                .findFirst()
                .orElse("");
    }

    private Document page() throws Exception {
        return Jsoup.parse(text(site.get("/clocks/health")));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
