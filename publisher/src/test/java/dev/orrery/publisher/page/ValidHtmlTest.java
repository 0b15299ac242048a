package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Enclosure;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.library.Around;
import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Directory.Listing;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Tally;
import dev.orrery.publisher.search.Found;
import dev.orrery.publisher.search.Found.Hit;
import dev.orrery.publisher.search.Found.Part;
import dev.orrery.publisher.search.Question;
import dev.orrery.publisher.search.Question.Asked;
import dev.orrery.publisher.search.Result;
import dev.orrery.publisher.search.Sorting;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.theme.Themes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page, checked by the validator that the HTML working group uses.
class ValidHtmlTest {
    private static final Themes THEMES = new Themes(null);
    private static final SitePages SITE = new SitePages(THEMES);
    private static final Listing CLOCKS = new Listing(
            "clocks", "Planet <Clocks>", "People who wind things", "https://planets.example/clocks/", List.of(), "en");
    private static final Directory DIRECTORY = new Directory(List.of(CLOCKS));

    private static final long STACK = 32L << 20;

    @Test
    void theValidatorFindsMistakes() throws Exception {
        assertThat(problems("<!doctype html><title>x</title><p></b>".getBytes(StandardCharsets.UTF_8)))
                .contains("error");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsValid(byte[] page) throws Exception {
        assertThat(problems(page)).isEmpty();
    }

    static Stream<Named<byte[]>> pages() {
        return Stream.of(
                Named.of("full planet", planet(full("en"))),
                Named.of("Arabic planet", planet(full("ar"))),
                Named.of("empty planet", planet(Given.edition(Given.planet("empty")))),
                Named.of("front", SITE.front(DIRECTORY, Map.of("clocks", new Tally(3, Given.SEEN)))),
                Named.of("empty front", SITE.front(new Directory(List.of()), Map.of())),
                Named.of("unknown planet", SITE.noPlanet("<clock>", List.of(CLOCKS), DIRECTORY)),
                Named.of("unknown page", SITE.noPage(CLOCKS, "/clocks/")),
                Named.of("what was found", search(full("en"))),
                Named.of("what was found in Arabic", search(full("ar"))),
                Named.of("nothing found", search(Given.edition(Given.planet("empty")))),
                Named.of("busy", SITE.busy()),
                Named.of("unavailable", SITE.unavailable()),
                Named.of("wrong method", SITE.noMethod("POST", "GET, HEAD")));
    }

    private static byte[] planet(Edition edition) {
        return new PlanetPage(THEMES, EnumSet.allOf(Format.class)).render(edition, Around.NOTHING);
    }

    private static byte[] search(Edition edition) {
        var hits = edition.posts().stream()
                .map(post -> new Hit(
                        post.entry().entryId(),
                        List.of(new Part("Gears & ", false), new Part("<wheels>", true)),
                        List.of(new Part("&c. ", false), new Part("\"wheels\"", true))))
                .toList();
        var question = new Question("<\"wheels\">", List.of(new Asked(new Question.Word("wheels"), false)), true);
        var result = new Result(
                edition,
                question,
                Sorting.NEWEST,
                new Found(hits.isEmpty() ? 0 : 90, false, true, hits),
                hits.isEmpty() ? 1 : 2,
                3,
                70,
                List.of(new Result.Alone("\"wheels\"", 2)));
        return new SearchPage(THEMES).render(result);
    }

    private static Edition full(String locale) {
        var ann = Given.subscription("Ann \"Wheel\" & Co");
        var bo = Given.subscription("Bo");
        var planet = Given.planet("clocks", "Africa/Cairo", locale, ann, bo);
        return Given.edition(
                planet,
                Given.entry(ann, "Gears & <wheels>", "2026-03-02T07:30:00Z")
                        .html("""
                                <h5>Part</h5><h6>Smaller</h6><figure><img src="https://ann.example/a.png" alt="A" width="4" height="3">
                                <figcaption>Gears</figcaption></figure><table><caption>T</caption><tr><th scope="col">a</th></tr></table>
                                <details><summary>More</summary><p>x</p></details>""" + "<p>Text "
                                + "and more text ".repeat(200) + "</p><p>" + "at last ".repeat(200) + "</p>")
                        .by("Ann", "Bo")
                        .tagged("Brass", "Clock work")
                        .language("en")
                        .edited()
                        .updated("2026-03-05T10:00:00Z")
                        .cut("content cut")
                        .enclosing(new Enclosure("https://ann.example/gears.mp3?a=1&b=2", "audio/mpeg", 12_345L))
                        .get(),
                Given.entry(bo, "note", "2026-03-01T07:30:00Z")
                        .untitled()
                        .link(null)
                        .language("ar")
                        .get());
    }

    /// What the validator says, a line each; empty for a page that is right.
    static String problems(byte[] page) throws Exception {
        var validator = new EmbeddedValidator();
        validator.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
        // Else it guesses languages from a few words and warns of its guess.
        validator.setNoLangDetect(true);
        var problems = new FutureTask<>(() -> validator.validate(new ByteArrayInputStream(page)));
        // It reads its schemas by a recursion that a common stack cannot hold.
        new Thread(null, problems, "validator", STACK).start();
        return problems.get();
    }
}
