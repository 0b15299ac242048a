package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.FeedStatus.Pace;
import dev.orrery.events.Ids;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import dev.orrery.events.Rules.Condition;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhyPageTest {
    private static final Reason RANK = new Reason("rank", "pass", "dated by its author");
    private static final Reason CARRIED = new Reason("subscription", "pass", "carried through “Ann”");

    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann");
    private final Subscription bo = Given.subscription("Bo");
    private final Planet clocks = Given.planet("clocks", "Europe/Berlin", "en", ann, bo);
    private final Entry gears = Given.entry(ann, "Gears & wheels", "2026-03-02T07:30:00Z")
            .html("<p>The words of the post.</p>")
            .summary("The words of the post.")
            .by("Ann Wheel")
            .get();

    @BeforeEach
    void fill() {
        store.put(clocks);
        store.put(Given.sound(ann, Pace.RHYTHM));
    }

    @AfterEach
    void close() {
        site.close();
        store.close();
    }

    @Test
    void ofAPostThatIsShownItsWayIsTold() throws Exception {
        place(gears, Outcome.SHOWN, List.of(new PlacedTag("brass", "Brass", "category", null)), RANK, CARRIED);

        var page = why(gears);

        assertThat(page.selectFirst(".verdict").text()).isEqualTo("On the planet");
        assertThat(page.selectFirst("h1").text()).isEqualTo("Why “Gears & wheels” is shown");
        assertThat(page.selectFirst(".lead").text())
                .isEqualTo("It was read in its feed and nothing stands against it.");
        assertThat(page.select(".steps > li").eachText())
                .containsExactly(
                        "Date Published on 2 March 2026, 08:30, its author says",
                        "Arrival Read in the feed of Ann on 2 March 2026, 09:30 60 minutes after it was published",
                        "Place in time It stands at 2 March 2026, 08:30, as its author dated it",
                        "Cleaning Nothing had to be taken out",
                        "Tags Brass by its author",
                        "Subscription Nothing against it");
        assertThat(page.select(".decided")).isEmpty();
        assertThat(page.select(".ways a").eachAttr("href"))
                .containsExactly("../entry/" + gears.entryId() + "/gears-wheels", gears.link(), "../health#feed-ann");
    }

    @Test
    void ofAPostThatIsHiddenNothingIsToldButItsTitleAndLink() throws Exception {
        place(
                gears,
                Outcome.HIDDEN,
                List.of(new PlacedTag("casino", "Casino", "category", null)),
                RANK,
                CARRIED,
                new Reason("exclude", "hide", "“No ads”: its title says “wheels”"));

        var response = site.get("/clocks/why/" + gears.entryId());
        var page = Jsoup.parse(text(response));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(page.selectFirst(".verdict").text()).isEqualTo("Not on the planet");
        assertThat(page.selectFirst(".decided").text())
                .isEqualTo("What is left out Hides it This decided “No ads”: its title says “wheels”");
        assertThat(page.selectFirst(".advice p").text()).contains("ask the planet’s owner (Bo)");
        assertThat(text(response))
                .doesNotContain("words of the post")
                .doesNotContain("Casino")
                .doesNotContain("bo@");
        assertThat(page.selectFirst("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(page.select(".ways a[rel=nofollow]").eachAttr("href")).containsExactly(gears.link());
    }

    @Test
    void aDuplicateLeadsToThePostThatIsShownInItsPlace() throws Exception {
        var copy = Given.entry(bo, "Gears again", "2026-03-03T07:30:00Z").get();
        place(gears, Outcome.SHOWN, List.of(), RANK, CARRIED);
        store.put(copy);
        store.put(placement(
                bo,
                copy,
                Outcome.DUPLICATE,
                gears.entryId(),
                List.of(),
                RANK,
                new Reason("duplicate", "duplicate", "the same post is shown from “Ann”: it has the same link")));

        var page = why(copy);

        assertThat(page.selectFirst(".lead").text()).contains("the planet shows a post once");
        assertThat(page.select(".original a").eachAttr("href"))
                .containsExactly("../entry/" + gears.entryId() + "/gears-wheels", "../why/" + gears.entryId());
        assertThat(page.selectFirst(".advice p").text()).contains("rel=\"canonical\"");
    }

    @Test
    void whatTheOwnerSaidHasTheLastWordAndItsDate() throws Exception {
        place(
                gears,
                Outcome.SHOWN,
                List.of(),
                CARRIED,
                new Reason("exclude", "hide", "“No ads”"),
                new Reason("moderation", "show", "the owner lets it through"));

        var page = why(gears);

        assertThat(page.selectFirst(".lead").text()).isEqualTo("The planet’s owner has let it through.");
        assertThat(page.select(".decided .rule").eachText()).containsExactly("The owner’s word");
    }

    @Test
    void aPostThatItsAuthorTookBackIsGoneAndNothingIsToldOfIt() throws Exception {
        var id = Ids.entryId(ann.feedId(), "withdrawn");
        store.database()
                .getCollection(Projection.ENTRIES)
                .insertOne(new Document("_id", id).append("rev", Store.rev()));

        var response = site.get("/clocks/why/" + id);

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(Jsoup.parse(text(response)).selectFirst("h1").text()).isEqualTo("Taken back by its author");
        assertThat(ValidHtmlTest.problems(response.body())).isEmpty();
    }

    @Test
    void anUnknownPostHelpsToAskForTheRightOne() throws Exception {
        var response = site.get("/clocks/why/e-nothing");
        var page = Jsoup.parse(text(response), site.uri("/clocks/why/e-nothing").toString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(page.selectFirst("main form").absUrl("action")).endsWith("/clocks/why");
        assertThat(ValidHtmlTest.problems(response.body())).isEmpty();
    }

    @Test
    void anotherPlanetsPostIsUnknownHere() throws Exception {
        store.put(Given.planet("stars", ann));
        place(gears, Outcome.SHOWN, List.of(), RANK);

        var response = site.get("/stars/why/" + gears.entryId());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).doesNotContain("Gears");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann.example/gears-wheels",
                "http://www.ann.example/gears-wheels/",
                "ann.example/gears-wheels?utm_source=feed&utm_medium=rss#top",
                "  https://ANN.example/gears-wheels ",
                "gears",
                "GEARS &  wheels",
            })
    void aPostIsFoundByItsLinkOrItsTitle(String asked) throws Exception {
        place(gears, Outcome.HIDDEN, List.of(), RANK, new Reason("moderation", "hide", "the owner hid it"));

        var response = ask(asked);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.uri().getPath()).isEqualTo("/clocks/why/" + gears.entryId());
    }

    @Test
    void aPostIsFoundByItsPageOnThePlanet() throws Exception {
        place(gears, Outcome.SHOWN, List.of(), RANK);

        assertThat(ask("https://clocks.example/entry/" + gears.entryId() + "/gears")
                        .uri()
                        .getPath())
                .isEqualTo("/clocks/why/" + gears.entryId());
    }

    @Test
    void aQueryMayBeWhatTellsPostsApart() throws Exception {
        var one = Given.entry(ann, "One", "2026-03-02T07:30:00Z")
                .link("https://ann.example/?p=1")
                .get();
        var twelve = Given.entry(ann, "Twelve", "2026-03-02T07:30:00Z")
                .link("https://ann.example/?p=12")
                .get();
        place(one, Outcome.SHOWN, List.of(), RANK);
        place(twelve, Outcome.SHOWN, List.of(), RANK);

        assertThat(ask("http://ann.example/?p=1&utm_source=x").uri().getPath()).endsWith(one.entryId());
        assertThat(ask("https://ann.example/?p=12").uri().getPath()).endsWith(twelve.entryId());
    }

    @Test
    void whereSeveralMayBeMeantTheyAreListed() throws Exception {
        place(gears, Outcome.SHOWN, List.of(), RANK);
        place(Given.entry(ann, "Gears of old", "2026-03-01T07:30:00Z").get(), Outcome.HIDDEN, List.of(), RANK);

        var page = Jsoup.parse(text(ask("gears")));

        assertThat(page.select(".found a").eachText()).containsExactly("Gears & wheels", "Gears of old");
        assertThat(page.select(".found .mark").eachText()).containsExactly("On the planet", "Not on the planet");
    }

    @Test
    void aPostThatWasNotSeenOfABlogThatIsCarriedIsToldWhenItIsLookedFor() throws Exception {
        var response = ask("https://ann.example/not-yet");
        var page = Jsoup.parse(text(response));

        assertThat(page.selectFirst(".came .lead").text())
                .isEqualTo("The planet carries a blog at that site, but has not seen this post in its feed.");
        assertThat(page.select(".found li").eachText())
                .containsExactly("A Ann In order Last read: 10 March 2026, 13:00"
                        + " Next poll: 10 March 2026, 17:00, twice as often as it posts");
        assertThat(page.selectFirst("input[name=url]").attr("value")).isEqualTo("https://ann.example/not-yet");
        assertThat(ValidHtmlTest.problems(response.body())).isEmpty();
    }

    @Test
    void aBlogThatIsNotCarriedIsNamed() throws Exception {
        assertThat(Jsoup.parse(text(ask("https://elsewhere.example/x")))
                        .selectFirst(".came")
                        .text())
                .isEqualTo("None of the blogs that this planet carries is at elsewhere.example."
                        + " If the blog belongs here, ask the planet’s owner (Bo) to add it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" autofocus onfocus=\"alert(1)",
                "https://\"><img src=x onerror=alert(1)>/"
            })
    void aQuestionIsNoMarkup(String asked) throws Exception {
        var page = Jsoup.parse(text(ask(asked)));

        assertThat(page.select("script, img, [onfocus], [autofocus]")).isEmpty();
        assertThat(page.selectFirst("input[name=url]").attr("value")).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?url=", "?url=%20", "?url=%zz", "?url", "?x=1", ""})
    void withoutAQuestionThereIsTheFormForIt(String query) throws Exception {
        var response = site.get("/clocks/why" + query.replace("%zz", "%25zz"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(text(response)).select("form.ask")).hasSize(1);
        assertThat(ValidHtmlTest.problems(response.body())).isEmpty();
    }

    @Test
    void anEndlessQuestionIsAnswered() throws Exception {
        assertThat(ask("a.*".repeat(500)).statusCode()).isEqualTo(200);
        assertThat(ask("https://ann.example/" + "(a+)+".repeat(200)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersAreNotKept() throws Exception {
        var first = ask("https://ann.example/not-yet");
        place(Given.entry(ann, "not yet", "2026-03-02T07:30:00Z").get(), Outcome.SHOWN, List.of(), RANK);

        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(ask("https://ann.example/not-yet").uri().getPath()).startsWith("/clocks/why/e-");
    }

    @ParameterizedTest
    @CsvSource({"en,ltr", "de,ltr", "fr,ltr", "ja,ltr", "ar,rtl"})
    void everyLanguageTellsIt(String locale, String direction) throws Exception {
        var planet = Given.planet("clocks", "UTC", locale, ann, bo);
        store.put(planet);
        place(gears, Outcome.COLLAPSED, List.of(), RANK, CARRIED, new Reason("burst", "collapse", "more than 20"));

        var response = site.get("/clocks/why/" + gears.entryId());
        var page = Jsoup.parse(text(response));

        assertThat(page.selectFirst("html").attr("lang")).isEqualTo(locale);
        assertThat(page.selectFirst("html").attr("dir")).isEqualTo(direction);
        assertThat(ValidHtmlTest.problems(response.body())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            en | “No ads”: its title says “wheels” and it has fewer than 20 words | “Not today”
            de | „No ads“: in seinem Titel steht „wheels“ und er hat weniger als 20 Wörter | „Not today“
            fr | « No ads » : son titre contient « wheels » et il a moins de 20 mots | « Not today »
            ja | 「No ads」：題名に「wheels」とある、20語未満 | 「Not today」
            ar | «No ads»: في عنوانها «wheels» وفيها أقل من 20 كلمة | «Not today»
            """)
    void whatARuleFoundIsSaidInTheLanguageOfThePlanet(String locale, String filter, String note) throws Exception {
        store.put(Given.planet("clocks", "UTC", locale, ann, bo));
        place(
                gears,
                Outcome.HIDDEN,
                List.of(),
                RANK,
                CARRIED,
                new Reason(
                        "exclude",
                        "hide",
                        "“No ads”: its title says “wheels” and it has fewer than 20 words",
                        Facts.filter("No ads", title("wheels", 20))),
                new Reason("moderation", "hide", "the owner hid it: Not today", Facts.note("Not today")));

        var page = why(gears);

        assertThat(page.select(".steps .note").eachText().stream()
                        .map(said -> said.replaceAll("[\u2068\u2069]", ""))
                        .toList())
                .contains(filter, note);
        assertThat(page.select(".steps [lang=en]")).isEmpty();
    }

    @Test
    void whatAnOlderRecordSaysInEnglishAloneIsMarkedSo() throws Exception {
        place(gears, Outcome.COLLAPSED, List.of(), RANK, new Reason("burst", "collapse", "more than 20"));

        assertThat(why(gears).select(".steps [lang=en]").eachText()).containsExactly("More than 20");
    }

    @Test
    void theReadersLanguageChangesNothing() throws Exception {
        place(gears, Outcome.SHOWN, List.of(), RANK);
        for (var path : List.of(
                "/clocks/", "/clocks/health", "/clocks/why", "/clocks/why/" + gears.entryId(), "/clocks/nope")) {
            var plain = site.get(path);
            var german = site.get(path, "Accept-Language", "de, ar;q=0.9");

            assertThat(german.body()).as(path).isEqualTo(plain.body());
            assertThat(german.headers().firstValue("Vary").orElse("")).as(path).doesNotContain("Language");
        }
    }

    @Test
    void aNameOfAnotherDirectionTurnsNothingAroundIt() throws Exception {
        place(gears, Outcome.SHOWN, List.of(), RANK);

        var body = new String(site.get("/clocks/why/" + gears.entryId()).body(), StandardCharsets.UTF_8);

        assertThat(body)
                .contains("Why “\u2068Gears &amp; wheels\u2069” is shown")
                .contains("\u2068Ann Wheel\u2069, in \u2068Ann\u2069");
    }

    @Test
    void whatIsWrongOnAPlanetIsSaidInItsLanguage() throws Exception {
        store.put(Given.planet("qamar", "Africa/Cairo", "ar", ann));

        var response = site.get("/qamar/nope");
        var page = Jsoup.parse(text(response));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(page.selectFirst("html").attr("dir")).isEqualTo("rtl");
        assertThat(page.selectFirst("h1").text()).isEqualTo("غير موجود");
        assertThat(ValidHtmlTest.problems(response.body())).isEmpty();
    }

    private void place(Entry entry, Outcome outcome, List<PlacedTag> tags, Reason... reasons) {
        store.put(entry);
        store.put(placement(ann, entry, outcome, null, tags, reasons));
    }

    private Placement placement(
            Subscription subscription,
            Entry entry,
            Outcome outcome,
            String original,
            List<PlacedTag> tags,
            Reason... reasons) {
        var shown = Given.placement(clocks, subscription, entry);
        return new Placement(
                shown.planet(),
                shown.entryId(),
                shown.feedId(),
                shown.subscription(),
                outcome,
                shown.rankAt(),
                original,
                List.of(reasons),
                tags,
                shown.from(),
                shown.entry());
    }

    private static Condition title(String title, int shorterThan) {
        return new Condition(null, title, null, null, null, shorterThan, null, null, List.of(), List.of(), null);
    }

    private org.jsoup.nodes.Document why(Entry entry) throws Exception {
        var response = site.get("/clocks/why/" + entry.entryId());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ValidHtmlTest.problems(response.body())).isEmpty();
        return Jsoup.parse(text(response));
    }

    /// As a browser does, which goes where it is sent.
    private HttpResponse<byte[]> ask(String question) throws Exception {
        var response = site.get("/clocks/why?url=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
        return response.statusCode() == 303
                ? site.get(response.headers().firstValue("Location").orElseThrow())
                : response;
    }

    /// Without the signs that keep names of other directions apart.
    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8).replaceAll("[\u2066-\u2069]", "");
    }
}
