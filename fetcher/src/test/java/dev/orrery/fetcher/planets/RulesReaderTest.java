package dev.orrery.fetcher.planets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Rules;
import dev.orrery.events.Rules.Burst;
import dev.orrery.events.Rules.Condition;
import dev.orrery.events.Rules.Filter;
import dev.orrery.events.Rules.Synonym;
import dev.orrery.events.Rules.TagRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesReaderTest {
    @TempDir
    Path folder;

    @Test
    void everyKeyIsRead() throws IOException {
        var planet = valid("""
                title: T
                rules:
                  include:
                    - any: [{tag: clocks}, {text: escapement}]
                  exclude:
                    - {name: No adverts, title: Sponsored}
                    - {author: Bo, shorter_than: 20, not: {title: '/^re:/'}}
                    - {language: en_GB, longer_than: 3000}
                    - older_than: 30d
                    - all: [{tag: a}, {tag: b}]
                  tags:
                    - {tag: Kubernetes, text: k8s}
                    - {tag: Both, when: {tag: kubernetes, language: de}}
                  synonyms: {Kubernetes: [k8s, kube], Clocks: clock}
                  burst: 20 per day
                  first_import: 10
                  duplicates: false
                subscriptions:
                  - feed: https://ann.example/feed.xml
                    tags: [Brass, 2026]
                    state: probation
                    rules:
                      include: [{tag: brass}]
                      exclude: [{tag: diary}]
                      burst: {entries: 3, per: 12h}
                      first_import: 0
                  - {feed: https://bo.example/feed.xml, tags: Steel, state: paused}
                """);

        assertThat(planet.rules())
                .isEqualTo(new Rules(
                        List.of(filter(null, any(tag("clocks"), text("escapement")))),
                        List.of(
                                filter("No adverts", title("Sponsored")),
                                filter(
                                        null,
                                        new Condition(
                                                null,
                                                null,
                                                null,
                                                "Bo",
                                                null,
                                                20,
                                                null,
                                                null,
                                                List.of(),
                                                List.of(),
                                                title("/^re:/"))),
                                filter(null, of(null, null, null, "en-GB", 3000, null, List.of(), List.of())),
                                filter(
                                        null,
                                        of(null, null, null, null, null, Duration.ofDays(30), List.of(), List.of())),
                                filter(
                                        null,
                                        of(
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                List.of(tag("a"), tag("b")),
                                                List.of()))),
                        List.of(
                                new TagRule("Kubernetes", text("k8s")),
                                new TagRule(
                                        "Both", of("kubernetes", null, null, "de", null, null, List.of(), List.of()))),
                        List.of(
                                new Synonym("Kubernetes", List.of("k8s", "kube")),
                                new Synonym("Clocks", List.of("clock"))),
                        new Burst(20, Duration.ofDays(1)),
                        10,
                        false));
        var ann = planet.subscriptions().getFirst();
        assertThat(ann.tags()).containsExactly("Brass", "2026");
        assertThat(ann.state()).isEqualTo(State.PROBATION);
        assertThat(ann.extra()).isEmpty();
        assertThat(ann.rules())
                .isEqualTo(new Rules(
                        List.of(filter(null, tag("brass"))),
                        List.of(filter(null, tag("diary"))),
                        List.of(),
                        List.of(),
                        new Burst(3, Duration.ofHours(12)),
                        0,
                        null));
        var bo = planet.subscriptions().getLast();
        assertThat(bo.tags()).containsExactly("Steel");
        assertThat(bo.state()).isEqualTo(State.PAUSED);
        assertThat(bo.rules()).isNull();
    }

    @Test
    void rulesThatSayNothingAreNone() throws IOException {
        assertThat(valid("title: T\nrules:\nsubscriptions: []").rules()).isNull();
        assertThat(valid("title: T\nrules: {exclude: []}\nsubscriptions: []").rules())
                .isNull();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            exclud: []|`exclud` is not a key of a planet's rules; did you mean `exclude`?
            exclude: sponsored|`exclude` has to be a list, each line with a “- ”, not a single text
            exclude: [sponsored]|this has to be a block of keys, such as `- title: sponsored`
            exclude: [{titl: a}]|`titl` is not a key of a condition; did you mean `title`?
            exclude: [{name: a}]|nothing is asked here; a condition has at least one of tag, title, text
            exclude: [{}]|nothing is asked here
            exclude: [{not: {}}]|nothing is asked here
            exclude: [{any: []}]|`any` is empty; list conditions below it, or leave it out
            exclude: [{any: {tag: a}}]|`any` has to be a list
            exclude: [{title: '/(?=a)/'}]|`title`: /(?=a)/ is not a pattern that RE2 takes
            exclude: [{text: '/a{1000}/'}]|`text`: /a{1000}/ is too large a pattern
            exclude: [{older_than: soon}]|`older_than` is “soon”; write for example 12h, 30d, 2w or 1y
            exclude: [{older_than: 99999y}]|`older_than` is “99999y”
            exclude: [{shorter_than: few}]|`shorter_than` is “few”; it has to be a whole number from 1 to 1000000
            exclude: [{language: klingonish}]|“klingonish” is not a language; write for example en, de or pt-BR
            tags: [{text: k8s}]|`tag` is missing; a tag rule names the tag that it gives
            tags: [{tag: a}]|nothing is asked here
            tags: [{tag: a, text: b, when: {title: c}}]|`text` stands beside `when`; move it into it
            synonyms: {a: []}|`a` stands for no tag; write `a: [k8s, kube]`
            synonyms: [a, b]|`synonyms` has to be a block of keys, not a list
            burst: many|`burst` is “many”; write for example `20 per day` or `5 per 12h`
            burst: 0 per day|`burst` is “0 per day”
            burst: {per: day}|`entries` is missing; it says how many entries of one feed are shown
            burst: {entries: 3, per: fortnight}|`per` is “fortnight”
            first_import: all|`first_import` is “all”; it has to be a whole number
            duplicates: never|`duplicates` is “never”; it has to be true or false
            """)
    void whatIsWrongIsSaidWithItsLine(String rules, String problem) throws IOException {
        assertThat(problems("title: T\nrules:\n  " + rules + "\nsubscriptions: []\n"))
                .extracting(one -> "%d: %s".formatted(one.line(), one.sentence()))
                .anySatisfy(said -> assertThat(said).startsWith("3: " + problem));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            rules: {tags: []}|`tags` is decided for a whole planet; move it to the planet's own `rules`, or up one level
            rules: {duplicates: true}|`duplicates` is decided for a whole planet; move it
            rules: {includ: []}|`includ` is not a key of a subscription's rules; did you mean `include`?
            state: sleeping|`state` is “sleeping”; it has to be active, probation or paused
            tags: {a: b}|`tags` has to be a list
            tags: [[a]]|`tags` is a list of texts; this is a list
            """)
    void whatIsWrongWithASubscriptionIsSaidToo(String key, String problem) throws IOException {
        assertThat(problems("title: T\nsubscriptions:\n- feed: https://a.example/\n  " + key + "\n"))
                .extracting(one -> "%d: %s".formatted(one.line(), one.sentence()))
                .anySatisfy(said -> assertThat(said).startsWith("4: " + problem));
    }

    @Test
    void theKeyIsNamedByItsPath() throws IOException {
        assertThat(problems("title: T\nrules: {exclude: [{any: [{tag: a}, {title: '/[/'}]}]}\nsubscriptions: []\n"))
                .singleElement()
                .extracting(Problem::key)
                .isEqualTo("rules.exclude[0].any[1].title");
    }

    @Test
    @Timeout(10)
    void aConditionThatHoldsItselfIsRefused() throws IOException {
        assertThat(problems("title: T\nrules: {exclude: [&a {any: [*a, *a, *a, *a, *a]}]}\nsubscriptions: []\n"))
                .extracting(Problem::sentence)
                .anySatisfy(sentence -> assertThat(sentence).contains("nested more than 8 deep"));
    }

    @Test
    void aThousandConditionsAreEnough() throws IOException {
        var rules = "  - title: a\n".repeat(1_001);

        assertThat(problems("title: T\nrules:\n  exclude:\n" + rules + "subscriptions: []\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("line 1004: there are more than 1000 conditions in this file"));
    }

    private static Filter filter(@Nullable String name, Condition when) {
        return new Filter(name, when);
    }

    private static Condition tag(String tag) {
        return of(tag, null, null, null, null, null, List.of(), List.of());
    }

    private static Condition title(String title) {
        return of(null, title, null, null, null, null, List.of(), List.of());
    }

    private static Condition text(String text) {
        return of(null, null, text, null, null, null, List.of(), List.of());
    }

    private static Condition any(Condition... any) {
        return of(null, null, null, null, null, null, List.of(), List.of(any));
    }

    private static Condition of(
            @Nullable String tag,
            @Nullable String title,
            @Nullable String text,
            @Nullable String language,
            @Nullable Integer longerThan,
            @Nullable Duration olderThan,
            List<Condition> all,
            List<Condition> any) {
        return new Condition(tag, title, text, null, language, null, longerThan, olderThan, all, any, null);
    }

    private Planet valid(String yaml) throws IOException {
        var result = read(yaml);
        assertThat(result).isInstanceOf(PlanetFile.Valid.class);
        return ((PlanetFile.Valid) result).planet();
    }

    private List<Problem> problems(String yaml) throws IOException {
        var result = read(yaml);
        assertThat(result).isInstanceOf(PlanetFile.Invalid.class);
        return ((PlanetFile.Invalid) result).problems();
    }

    private PlanetFile.Result read(String yaml) throws IOException {
        return PlanetFile.read(Files.writeString(folder.resolve("clocks.yaml"), yaml), Optional.empty());
    }
}
