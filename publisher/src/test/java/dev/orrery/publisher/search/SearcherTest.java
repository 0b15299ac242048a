package dev.orrery.publisher.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.search.Found.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearcherTest {
    private final Subscription ann = Given.subscription("Ann Wheel");
    private final Subscription bo = Given.subscription("Bo Spring");
    private final Planet clocks = Given.planet("clocks", ann, bo);

    @TempDir
    private Path folder;

    private Indexed indexed;

    @BeforeEach
    void open() throws IOException {
        indexed = new Indexed(folder);
    }

    @AfterEach
    void close() {
        indexed.close();
    }

    /// Title, text, language; then what is typed and must find it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The clocks were repaired | clock repair",
                "de | Die Zahnräder der Turmuhr | zahnrad",
                "de | Die Zahnräder der Turmuhr | Zahnraeder",
                "de | Große Straßen | strasse",
                "fr | L’horlogerie des chevaux | horlogerie cheval",
                "fr | Déjà réparé | deja repare",
                "es | Los relojes antiguos | reloj antiguo",
                "it | Dell’orologio e degli ingranaggi | orologio ingranaggio",
                "pt-BR | Relógios mecânicos | relogio mecanico",
                "nl | De klokken luiden | klok",
                "ru | Старые часы и шестерёнки | старый шестеренка",
                "ja | 機械式時計の歯車を磨いた | 時計",
                "ja | 機械式時計の歯車を磨いた | 歯車",
                "ja | 古い柱時計と猫 | 猫",
                "ja | ﾄｹｲを直した | トケイ",
                "zh | 修理古老的钟表 | 钟表",
                "ko | 시계를 고쳤다 | 시계",
                "ar | الساعات القديمة | ساعة",
                "ar | كِتَابٌ | كتاب",
                "el | Παλιά ρολόγια | παλια ΡΟΛΌΓΙΑ",
                "tr | Işıklar İSTANBUL'da | istanbul",
                "cs | Staré hodiny | hodiny stare",
                "sv | Gamla klockor | klocka",
                "no | Gamle klokker | klokke",
                "nb | Gamle klokker | klokke",
                "fi | Vanhat kellot | kello",
                "hu | Régi órák | regi ora",
                "xx | Ze zwykłych zegarów | zwyklych",
                "sr | Стари сатови | САТОВИ",
            })
    void wordsAreFoundInTheFormsOfTheirLanguage(String language, String title, String typed) throws IOException {
        var entry =
                indexed.show(clocks, ann, entry(ann, title).language(language).get());

        var found = indexed.find(clocks, typed, Sorting.BEST);

        assertThat(found.hits()).extracting(Found.Hit::entryId).containsExactly(entry.entryId());
    }

    @Test
    void postsOfUnknownLanguageAreFoundWithoutCaseAndAccents() throws IOException {
        show("Ångström", null, "Über Café-Häuser");

        assertThat(indexed.titles(clocks, "angstrom")).hasSize(1);
        assertThat(indexed.titles(clocks, "CAFE")).hasSize(1);
        assertThat(indexed.titles(clocks, "\"cafe hauser\"")).hasSize(1);
    }

    @Test
    void theVeryWordGoesBeforeItsOtherForms() throws IOException {
        show("One", "en", "He was winding it all day and then some more.");
        show("Two", "en", "The winds blew all day and then some more again.");

        assertThat(indexed.titles(clocks, "winding")).containsExactly("One", "Two");
        assertThat(indexed.titles(clocks, "winds")).containsExactly("Two", "One");
    }

    @Test
    void aTitleCountsForMoreThanATextAndOftenForMoreThanOnce() throws IOException {
        show("Weather", "en", "It rained on the pendulum, and the rest of this text is about the rain and its sound.");
        show("Pendulum", "en", "It swings, and the rest of this text is about how it swings from left to right.");
        show("Swinging", "en", "A pendulum is a pendulum, and nothing swings as well as one, whatever you try.");

        assertThat(indexed.titles(clocks, "pendulum")).containsExactly("Pendulum", "Swinging", "Weather");
    }

    @Test
    void newestFirstIsByDateAlone() throws IOException {
        indexed.show(
                clocks,
                ann,
                Given.entry(ann, "Old gears gears", "2020-01-01T10:00:00Z").get());
        indexed.show(
                clocks, bo, Given.entry(bo, "New gears", "2026-01-01T10:00:00Z").get());
        indexed.show(
                clocks,
                ann,
                Given.entry(ann, "Gears gears", "2023-01-01T10:00:00Z").get());

        assertThat(indexed.titles(clocks, "gears", Sorting.NEWEST))
                .containsExactly("New gears", "Gears gears", "Old gears gears");
    }

    @Test
    void wordsMustAllBeThereAndPhrasesInOrder() throws IOException {
        show("A", "en", "The escape wheel turns.");
        show("B", "en", "Wheels: how to escape them.");
        show("C", "en", "A wheel.");

        assertThat(indexed.titles(clocks, "escape wheel")).containsExactlyInAnyOrder("A", "B");
        assertThat(indexed.titles(clocks, "\"escape wheel\"")).containsExactly("A");
        assertThat(indexed.titles(clocks, "\"escape wheels\"")).containsExactly("A");
        assertThat(indexed.titles(clocks, "escape-wheel")).containsExactly("A");
        assertThat(indexed.titles(clocks, "wheel -escape")).containsExactly("C");
        assertThat(indexed.titles(clocks, "-escape")).containsExactly("C");
    }

    @Test
    void aStarFindsAllThatBeginsSo() throws IOException {
        show("A", "en", "Escapement");
        show("B", "de", "Escapade");
        show("C", "en", "Landscape");

        assertThat(indexed.titles(clocks, "escap*")).containsExactlyInAnyOrder("A", "B");
        assertThat(indexed.titles(clocks, "ESCAPÉ*")).containsExactly("A");
    }

    @Test
    void filtersNarrowDown() throws IOException {
        var gears = Given.entry(ann, "Gears", "2020-03-05T23:30:00Z")
                .by("Ann Wheel", "Élodie Ressort")
                .language("en")
                .get();
        var springs = Given.entry(bo, "Springs", "2020-04-01T00:30:00Z")
                .language("de-AT")
                .get();
        indexed.show(clocks, ann, gears, "Clock work", "Brass");
        indexed.show(clocks, bo, springs, "c++", "brass");

        assertThat(indexed.titles(clocks, "author:ann")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "author:\"wheel ann\"")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "author:elodie")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "author:\"bo spring\"")).containsExactly("Springs");
        assertThat(indexed.titles(clocks, "tag:clock-work")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "tag:\"CLOCK WORK\"")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "tag:c++")).containsExactly("Springs");
        assertThat(indexed.titles(clocks, "tag:clock")).isEmpty();
        assertThat(indexed.titles(clocks, "tag:brass -feed:bo")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "feed:bo-spring")).containsExactly("Springs");
        assertThat(indexed.titles(clocks, "feed:\"Bo Spring\"")).containsExactly("Springs");
        assertThat(indexed.titles(clocks, "feed:nobody")).isEmpty();
        assertThat(indexed.titles(clocks, "lang:de")).containsExactly("Springs");
        assertThat(indexed.titles(clocks, "lang:de-at")).containsExactly("Springs");
        assertThat(indexed.titles(clocks, "lang:de-ch")).isEmpty();
        assertThat(indexed.titles(clocks, "date:2020-03")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "date:2020", Sorting.NEWEST)).containsExactly("Springs", "Gears");
        assertThat(indexed.titles(clocks, "after:2020-04")).containsExactly("Springs");
        assertThat(indexed.titles(clocks, "before:2020-04-01")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "after:2020-03-05 before:2020-03-06")).containsExactly("Gears");
        assertThat(indexed.titles(clocks, "wheel"))
                .as("authors' names are words too")
                .containsExactly("Gears");
    }

    @Test
    void daysAreThoseOfThePlanet() throws IOException {
        var tokyo = Given.planet("tokyo", "Asia/Tokyo", "ja", ann);
        indexed.show(
                tokyo, ann, Given.entry(ann, "Gears", "2020-03-05T23:30:00Z").get());

        assertThat(indexed.titles(tokyo, "date:2020-03-06")).containsExactly("Gears");
        assertThat(indexed.titles(tokyo, "date:2020-03-05")).isEmpty();
    }

    @Test
    void aPlanetFindsItsOwnPostsByItsOwnTags() throws IOException {
        var stars = Given.planet("stars", ann);
        var entry = entry(ann, "Orrery").get();
        indexed.show(clocks, ann, entry, "brass");
        indexed.file(Given.placement(stars, ann, entry, "planets"));
        show("Only of clocks", "en", "Orrery");

        assertThat(indexed.titles(stars, "orrery")).containsExactly("Orrery");
        assertThat(indexed.titles(stars, "tag:planets")).containsExactly("Orrery");
        assertThat(indexed.titles(stars, "tag:brass")).isEmpty();
        assertThat(indexed.titles(clocks, "tag:planets")).isEmpty();
        assertThat(indexed.titles(Given.planet("clock", ann), "orrery")).isEmpty();
        assertThat(indexed.index().size()).isEqualTo(2);
    }

    @Test
    void snippetsShowWhereTheWordsAre() throws IOException {
        show(
                "A <b>gear</b> & more",
                "en",
                "It rained. ".repeat(60) + "Then the gears of <i>my</i> clock broke & nobody knew why. "
                        + "It snowed. ".repeat(60));

        var hit = indexed.find(clocks, "gear", Sorting.BEST).hits().getFirst();

        assertThat(shown(hit.title())).isEqualTo("A <b>[gear]</b> & more");
        assertThat(shown(hit.snippet()))
                .contains("the [gears] of <i>my</i> clock")
                .startsWith(" … ");
        assertThat(shown(hit.snippet()).length()).isLessThan(600);
    }

    @Test
    void aSnippetWithoutWordsIsTheBeginning() throws IOException {
        show("Gears", "en", "The first sentence. " + "The rest of it. ".repeat(100));

        var hit = indexed.find(clocks, "author:ann", Sorting.BEST).hits().getFirst();

        assertThat(hit.title()).isEmpty();
        assertThat(hit.snippet()).noneMatch(Part::isMarked);
        assertThat(shown(hit.snippet())).startsWith("The first sentence.").endsWith(" … ");
    }

    @Test
    void signsAreMarkedWithoutSpacesToo() throws IOException {
        show("記録", "ja", "昨日は雨でした。今日は機械式時計の歯車を磨いた。");

        var hit = indexed.find(clocks, "機械式時計", Sorting.BEST).hits().getFirst();

        assertThat(shown(hit.snippet())).contains("今日は[機械式時計]の歯車");
    }

    @Test
    void pagesFollowEachOther() throws IOException {
        for (int i = 1; i <= 45; i++) {
            indexed.show(
                    clocks,
                    ann,
                    Given.entry(ann, "Gears %02d".formatted(i), "2020-01-01T10:%02d:00Z".formatted(i))
                            .get());
        }
        var searcher = new Searcher(indexed.live(), () -> 0L);
        var question = QuestionReader.read("gears");

        var third = searcher.find(clocks, question, Sorting.NEWEST, 3, 20);

        assertThat(third.total()).isEqualTo(45);
        assertThat(third.hits()).hasSize(5);
        assertThat(searcher.find(clocks, question, Sorting.NEWEST, 4, 20).hits())
                .isEmpty();
        assertThat(searcher.find(clocks, question, Sorting.NEWEST, 1_000_000, 20)
                        .hits())
                .isEmpty();
    }

    @Test
    void aSearchThatTakesTooLongEnds() throws IOException {
        for (int i = 0; i < 300; i++) {
            show("Gears %d".formatted(i), "en", "word%d other%d".formatted(i, i));
        }
        var ticks = new long[1];
        var impatient = new Searcher(indexed.live(), () -> ticks[0] += Searcher.PATIENCE.toNanos());

        var found = impatient.find(clocks, QuestionReader.read("wo* ot* ge*"), Sorting.BEST, 1, 20);

        assertThat(found.wasLate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AND OR NOT",
                "\\",
                "\"\"\"\"",
                "[* TO *]",
                "*:*",
                "gears~1000 ^99999",
                "/(a+)+$/",
                "((((((((((",
                "a\\u0000",
                "-",
                "--gears",
                "author:\"\"",
                "tag:",
                "lang:",
                "date:0000-00-00",
                "after:9999-12-31 before:0001-01-01",
                "🦄 👩‍👩‍👧‍👦",
                "\u202Egears",
                "<script>alert(1)</script>",
                "'; DROP TABLE posts; --",
                "${jndi:ldap://x}",
            })
    void nothingThatIsTypedIsAMistake(String typed) throws IOException {
        show("Gears", "en", "Some text.");

        assertThat(indexed.find(clocks, typed, Sorting.BEST).wasLate()).isFalse();
    }

    @Test
    void theLongestQuestionIsAnsweredOnAPlanetOfAllLanguages() throws IOException {
        for (var language : List.of(
                "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "hi", "hu", "id", "it", "nl",
                "no", "pt", "ro", "ru", "sv", "tr", "xx")) {
            show("Gears " + language, language, "aa ab ac ad ae af ag ah ai aj ak al am an ao ap");
        }

        var found = indexed.find(clocks, "aa ab ac ad ae af ag ah ai aj ak al am an ao ap", Sorting.BEST);

        assertThat(found.wasLate()).isFalse();
        assertThat(found.total()).isGreaterThan(20);
    }

    private void show(String title, String language, String text) throws IOException {
        var markup = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>";
        indexed.show(
                clocks, ann, entry(ann, title).language(language).html(markup).get());
    }

    private static Given.EntryBuilder entry(Subscription subscription, String title) {
        return Given.entry(subscription, title, "2026-03-01T10:00:00Z");
    }

    private static String shown(List<Part> parts) {
        return parts.stream()
                .map(part -> part.isMarked() ? "[" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }

    private static Entry untitled(Subscription subscription) {
        return entry(subscription, "x").untitled().get();
    }

    @Test
    void postsWithoutTitleOrTextAreFoundToo() throws IOException {
        var entry = untitled(ann);
        indexed.show(clocks, ann, entry);

        assertThat(indexed.find(clocks, "\"some text\"", Sorting.BEST).hits()).hasSize(1);
        assertThat(indexed.find(clocks, "author:ann", Sorting.BEST).hits()).hasSize(1);
    }
}
