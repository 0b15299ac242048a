package dev.orrery.fetcher.planets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanetFileTest {
    @TempDir
    Path folder;

    @Test
    void titleAndFeedsAreEnough() throws IOException {
        var planet = valid("""
                title: Planet Clocks
                subscriptions:
                  - feed: https://www.ann.example/feed.xml
                """);

        assertThat(planet.planet()).isEqualTo("clocks");
        assertThat(planet.title()).isEqualTo("Planet Clocks");
        assertThat(planet.items()).isEqualTo(60);
        assertThat(planet.days()).isZero();
        assertThat(planet.timezone()).isEqualTo("UTC");
        assertThat(planet.locale()).isEqualTo("en");
        assertThat(planet.theme()).isEqualTo("modern");
        assertThat(planet.hosts()).isEmpty();
        assertThat(planet.owner()).isNull();
        var subscription = planet.subscriptions().getFirst();
        assertThat(subscription.feedUrl()).isEqualTo("https://www.ann.example/feed.xml");
        assertThat(subscription.feedId()).isEqualTo(Ids.feedId("https://www.ann.example/feed.xml"));
        assertThat(subscription.name()).isEqualTo("ann.example");
        assertThat(subscription.state()).isEqualTo(Planet.State.ACTIVE);
    }

    @Test
    void aFeedMayBePolledOnItsOwnersTerms() throws IOException {
        var result = PlanetFile.read(write("clocks.yaml", """
                title: Planet Clocks
                subscriptions:
                  - {feed: https://ann.example/feed.xml, insecure: true, max_size: 30}
                  - {feed: https://bo.example/feed.xml, insecure: false}
                """), Optional.empty());

        var valid = (PlanetFile.Valid) result;
        assertThat(valid.terms())
                .isEqualTo(Map.of(Ids.feedId("https://ann.example/feed.xml"), new FeedTerms(true, 30 << 20)));
        assertThat(valid.planet().subscriptions().getFirst().extra()).isEmpty();
    }

    @Test
    void termsThatAreNoneAreNamed() throws IOException {
        var problems = problems("clocks.yaml", """
                title: Planet Clocks
                subscriptions:
                  - feed: https://ann.example/feed.xml
                    insecure: maybe
                    max_size: 1000
                """);

        assertThat(problems)
                .extracting(problem -> problem.line() + " " + problem.sentence())
                .containsExactly(
                        "4 `insecure` is “maybe”; it has to be true or false",
                        "5 `max_size` is “1000”; it has to be a whole number from 1 to 100");
    }

    @Test
    void everyKeyIsRead() throws IOException {
        var planet = valid("""
                # A comment.
                title: 2026
                tagline: "People who wind things: all of them"
                link: https://Clocks.example
                owner: {name: Bo, email: bo@clocks.example}
                hosts: [Clocks.example, planet.clocks.example]
                items: 30
                days: 14
                timezone: Europe/Oslo
                locale: no
                theme: classic
                subscriptions:
                  - name: Ann
                    feed: HTTPS://Ann.Example:443/feed.xml?a=b#top
                    site: https://ann.example/
                    face: https://ann.example/ann.png
                    irc: ann
                    since: 1999
                """);

        assertThat(planet.title()).isEqualTo("2026");
        assertThat(planet.tagline()).isEqualTo("People who wind things: all of them");
        assertThat(planet.link()).isEqualTo("https://clocks.example/");
        assertThat(planet.owner()).isEqualTo(new Planet.Owner("Bo", "bo@clocks.example"));
        assertThat(planet.hosts()).containsExactly("clocks.example", "planet.clocks.example");
        assertThat(planet.items()).isEqualTo(30);
        assertThat(planet.days()).isEqualTo(14);
        assertThat(planet.timezone()).isEqualTo("Europe/Oslo");
        assertThat(planet.locale()).isEqualTo("no");
        assertThat(planet.theme()).isEqualTo("classic");
        var ann = planet.subscriptions().getFirst();
        assertThat(ann.feedUrl()).isEqualTo("https://ann.example/feed.xml?a=b");
        assertThat(ann.site()).isEqualTo("https://ann.example/");
        assertThat(ann.face()).isEqualTo("https://ann.example/ann.png");
        assertThat(ann.extra()).isEqualTo(Map.of("irc", "ann", "since", "1999"));
    }

    @Test
    void howMuchIsShownIsSaidForAllOutputsOrForEach() throws IOException {
        var planet = valid("""
                title: Planet Clocks
                content: excerpt
                subscriptions:
                  - {feed: https://ann.example/feed.xml, content: {all: full, rss20: excerpt}}
                  - {feed: https://bo.example/feed.xml}
                """);

        var ann = planet.subscriptions().getFirst();
        var bo = planet.subscriptions().getLast();
        assertThat(planet.content(ann, "atom")).isEqualTo(Planet.Content.FULL);
        assertThat(planet.content(ann, "rss20")).isEqualTo(Planet.Content.EXCERPT);
        assertThat(planet.content(bo, "page")).isEqualTo(Planet.Content.EXCERPT);
        assertThat(ann.extra()).isEmpty();
        assertThat(valid("title: T\nsubscriptions: [{feed: 'https://a.example/'}]")
                        .content())
                .isEmpty();
    }

    @Test
    void relativeAddressesAreResolvedAgainstTheBase() throws IOException {
        var file = write("clocks.yaml", """
                title: Sample
                subscriptions:
                  - feed: brass/feed.xml
                    site: ./brass/
                  - feed: /moon/atom.xml
                """);

        var result = PlanetFile.read(file, Optional.of(URI.create("http://localhost:8085/")));

        assertThat(((PlanetFile.Valid) result).planet().subscriptions())
                .extracting(Planet.Subscription::feedUrl, Planet.Subscription::site)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "http://localhost:8085/brass/feed.xml", "http://localhost:8085/brass/"),
                        org.assertj.core.groups.Tuple.tuple("http://localhost:8085/moon/atom.xml", null));
    }

    @Test
    void anInternationalHostIsWrittenAsDnsKnowsIt() throws IOException {
        assertThat(valid("title: T\nsubscriptions: [{feed: 'https://Blåbær.example/feed'}]")
                        .subscriptions()
                        .getFirst()
                        .feedUrl())
                .isEqualTo("https://xn--blbr-roah.example/feed");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            title: T;item: 5;subscriptions: []|2: `item` is not a key of a planet; did you mean `items`?
            title: T;content: half;subscriptions: []|2: `content` is “half”; it has to be full or excerpt
            title: T;content: {rss21: full};subscriptions: []|2: `rss21` is not a key of `content`; did you mean `rss20`?
            title: T;colour: red;subscriptions: []|2: `colour` is not a key of a planet; known are
            subscriptions: []|1: `title` is missing
            title:;subscriptions: []|1: `title` is missing
            title: [a];subscriptions: []|1: `title` has to be a text, not a list
            title: T|1: `subscriptions` is missing
            title: T;subscriptions: x|2: `subscriptions` has to be a list
            title: T;subscriptions: [x]|2: a subscription is a block of keys
            title: T;subscriptions:;- name: A|3: `feed` is missing; a subscription names its feed
            title: T;subscriptions:;- fed: https://a.example/|3: `feed` is missing; did you mean `feed` where it says `fed`?
            title: T;subscriptions:;- feed: a.example/feed|3: `feed`: “a.example/feed” is not an address; did you mean https://a.example/feed?
            title: T;subscriptions:;- feed: feed.xml|3: `feed`: “feed.xml” is not an address: it begins with neither
            title: T;subscriptions:;- feed: ftp://a.example/|3: `feed`: “ftp://a.example/” does not begin with http:// or https://
            title: T;subscriptions:;- feed: https:///x|3: `feed`: “https:///x” is not an address
            title: T;subscriptions:;- feed: https://me:pw@a.example/|3: `feed`: “https://me:pw@a.example/” holds a user name
            title: T;subscriptions:;- feed: https://a.example/;- feed: https://A.example|4: this feed is subscribed to already, in line 3
            title: T;subscriptions:;- feed: https://a.example/;  irc: [a]|4: `irc` has to be a text, not a list
            title: T;items: many;subscriptions: []|2: `items` is “many”; it has to be a whole number from 1 to 1000
            title: T;items: 0;subscriptions: []|2: `items` is “0”
            title: T;days: -1;subscriptions: []|2: `days` is “-1”
            title: T;timezone: Europe/Berln;subscriptions: []|2: “Europe/Berln” is not a time zone; did you mean Europe/Berlin?
            title: T;locale: klingonish;subscriptions: []|2: “klingonish” is not a language
            title: T;locale: e;subscriptions: []|2: “e” is not a language
            title: T;theme: A/B;subscriptions: []|2: “A/B” cannot be a theme's name
            title: T;link: nowhere;subscriptions: []|2: `link`: “nowhere” is not an address
            title: T;owner: Bo;subscriptions: []|2: `owner` has to be a block of keys, not a single text
            title: T;owner: {mail: b};subscriptions: []|2: `mail` is not a key of an owner; did you mean `email`?
            title: T;owner: {email: bo};subscriptions: []|2: “bo” is not an e-mail address
            title: T;hosts: a.example;subscriptions: []|2: `hosts` has to be a list
            title: T;hosts: ['https://a.example/'];subscriptions: []|2: “https://a.example/” is not a host name
            title: T;hosts: [a.example, A.example];subscriptions: []|2: the host a.example is there twice
            title: T;title: U;subscriptions: []|2: `title` is there twice
            title: T;subscriptions: [;|3: this is not YAML
            title: T: U;subscriptions: []|1: this is not YAML: a `: ` too many
            ;|0: the file is empty
            - a;- b|1: a planet file is a list of `key: value` lines
            just a text|1: a planet file is a list of `key: value` lines
            """)
    void whatIsWrongIsSaidWithItsLine(String yaml, String problem) throws IOException {
        var problems = problems("clocks.yaml", yaml.replace(';', '\n'));

        assertThat(problems)
                .extracting(one -> "%d: %s".formatted(one.line(), one.sentence()))
                .anySatisfy(said -> assertThat(said).startsWith(problem));
    }

    @Test
    void aTabIsNamed() throws IOException {
        assertThat(problems("clocks.yaml", "title: T\nowner:\n\tname: Bo\nsubscriptions: []\n"))
                .singleElement()
                .extracting(Problem::sentence)
                .isEqualTo("there is a tab in the indentation; YAML wants spaces");
    }

    @Test
    void everythingWrongIsSaidAtOnceInTheOrderOfTheLines() throws IOException {
        assertThat(problems("clocks.yaml", "items: x\ndays: y\nsubscriptions:\n  - name: A\n"))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("title", "items", "days", "subscriptions[0].feed");
    }

    @Test
    void theFileNamesThePlanet() throws IOException {
        assertThat(problems("Planet Clocks.yaml", "title: T\nsubscriptions: []\n"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isZero();
                    assertThat(problem.sentence()).startsWith("“Planet Clocks” cannot be a planet's name");
                    assertThat(problem).hasToString("%s: %s".formatted(problem.file(), problem.sentence()));
                });
    }

    @Test
    void bytesThatAreNotUtf8AreFoundByLine() throws IOException {
        var file = folder.resolve("clocks.yaml");
        Files.write(file, "title: T\ntagline: Café\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(file)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.sentence()).contains("not UTF-8");
        });
    }

    @Test
    void aByteOrderMarkIsNoProblem() throws IOException {
        assertThat(valid("\uFEFFtitle: T\nsubscriptions: []\n").title()).isEqualTo("T");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThat(problems(folder.resolve("none.yaml")))
                .singleElement()
                .extracting(Problem::sentence)
                .isEqualTo("there is no such file");
    }

    @Test
    void manyAliasesAreRefused() throws IOException {
        var bomb = new StringBuilder("a: &a [x, x, x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            bomb.append("%c: &%c [*%c, *%c, *%c]\n".formatted(c, c, c - 1, c - 1, c - 1));
        }

        assertThat(problems("clocks.yaml", bomb.toString())).isNotEmpty();
    }

    @Test
    void aFolderHoldsItsYamlFilesAndNothingElse() throws IOException {
        for (var name : List.of("b.yaml", "a.yml", ".a.yaml.swp", ".hidden.yaml", "planet.schema.json", "c.yaml~")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectory(folder.resolve("sample"));

        assertThat(PlanetFile.in(folder)).extracting(PlanetFile::slug).containsExactly("a", "b");
    }

    private Planet valid(String yaml) throws IOException {
        var result = PlanetFile.read(write("clocks.yaml", yaml), Optional.empty());
        assertThat(result).isInstanceOf(PlanetFile.Valid.class);
        return ((PlanetFile.Valid) result).planet();
    }

    private List<Problem> problems(String name, String yaml) throws IOException {
        return problems(write(name, yaml));
    }

    private static List<Problem> problems(Path file) {
        var result = PlanetFile.read(file, Optional.empty());
        assertThat(result).isInstanceOf(PlanetFile.Invalid.class);
        return ((PlanetFile.Invalid) result).problems();
    }

    private Path write(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml);
    }
}
