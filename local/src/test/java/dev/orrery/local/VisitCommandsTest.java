package dev.orrery.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.EventCodec;
import dev.orrery.fetcher.planets.PlanetFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./orrery discover` and `./orrery poll`, as whoever types them sees them.
class VisitCommandsTest {
    private static final String FEED = """
            <rss version="2.0"><channel><title>Ann's \u009d31m Blog: 1</title><link>https://ann.example/</link><ttl>720</ttl>
            <item><guid>p1</guid><title>The &lt;b&gt;first&lt;/b&gt; post</title><link>https://ann.example/1</link>
            <author>ann@ann.example (Ann Wheel)</author><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>
            <description>Words</description></item>
            <item><title>Undated</title><link>https://ann.example/2</link></item>
            </channel></rss>
            """;

    private final HttpServer server;
    private String out = "";
    private String err = "";

    @TempDir
    private Path folder;

    VisitCommandsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        serve("/", "text/html", "<html><link rel=alternate type=application/rss+xml href=/feed.xml>");
        serve("/feed.xml", "application/rss+xml", FEED);
        server.createContext("/moved", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Location", "/feed.xml");
                exchange.sendResponseHeaders(301, -1);
            }
        });
        server.createContext("/gone", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void discoverNamesTheFeedAndTheLineToPaste() throws IOException {
        assertThat(run("discover", url("/"))).isZero();

        assertThat(out)
                .contains("One feed:", "  1. Ann's 31m Blog: 1", url("/feed.xml"), "RSS 2.0, 2 entries")
                .contains("newest: “The first post”, 2026-03-01 10:00 UTC", "named in the page's head")
                .doesNotContain("\u009d");
        var line = out.lines()
                .filter(one -> one.startsWith("  - {name:"))
                .findFirst()
                .orElseThrow();
        var file = Files.writeString(folder.resolve("clocks.yaml"), "title: Clocks\nsubscriptions:\n" + line + "\n");
        assertThat(PlanetFile.read(file, Optional.empty()))
                .isInstanceOfSatisfying(PlanetFile.Valid.class, it -> assertThat(
                                it.planet().subscriptions().getFirst().feedUrl())
                        .isEqualTo(url("/feed.xml")));
    }

    @Test
    void discoverSaysWhichStepFailed() {
        assertThat(run("discover", url("/gone"))).isZero();
        assertThat(out).as("the front page knows").contains(url("/feed.xml"));

        assertThat(run("discover", "no-such-site.invalid")).isEqualTo(2);
        assertThat(out).contains("Tried:", "DNS: There is no server called no-such-site.invalid.");
        assertThat(err)
                .startsWith("orrery: No feed was found. There is no server called no-such-site.invalid.")
                .hasLineCount(1);
    }

    @Test
    void aPrivateAddressIsReachedOnlyWhereItIsAllowed() {
        assertThat(runAsIs("discover", url("/"))).isEqualTo(2);
        assertThat(err)
                .contains("such addresses are not fetched unless the operator allows them.", "`--allow RANGE`")
                .hasLineCount(1);

        assertThat(runAsIs("poll", url("/feed.xml"))).isEqualTo(2);
        assertThat(err).contains("`--allow RANGE`");
        assertThat(runAsIs("poll", url("/feed.xml"), "--allow", "everything")).isEqualTo(2);
        assertThat(err).contains("--allow everything is not a range of addresses");
    }

    @Test
    void discoverSpeaksJson() throws IOException {
        assertThat(run("discover", "--json", url("/"))).isZero();

        var json = json();
        assertThat(json.at("/feeds/0/url").asText()).isEqualTo(url("/feed.xml"));
        assertThat(json.at("/feeds/0/newest/date").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(json.at("/feeds/0/entries").asInt()).isEqualTo(2);
        assertThat(json.at("/tried/0/step").asText()).isEqualTo("PAGE");

        assertThat(run("discover", "--json", "mailto:ann@ann.example")).isEqualTo(2);
        assertThat(json().at("/reason").asText()).contains("is an e-mail address");
        assertThat(err).isEmpty();
    }

    @Test
    void pollShowsTheWholeOfIt() {
        assertThat(run("poll", url("/moved"), "--etag", "\"x\"")).isZero();

        assertThat(out)
                .contains("Request  GET " + url("/moved"), "Request  GET " + url("/feed.xml"))
                .contains("  User-Agent: Orrery/", "  If-None-Match: \"x\"", "  Host: ")
                .contains("Answer  301, http/1.1, from 127.0.0.1:", "Answer  200")
                .containsPattern("redirect +301 to " + url("/feed.xml") + ", for good")
                .containsPattern("outcome +A feed, RSS 2.0, 2 entries\\.")
                .containsPattern("kept +ETag \"1\"")
                .containsPattern("next poll +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\. ")
                .containsPattern("key +guid p1")
                .containsPattern("link +https://ann.example/1")
                .contains("Ann Wheel", "2026-03-01 10:00 UTC")
                .containsPattern("rank +2026-03-01 10:00 UTC, dated by its author")
                .containsPattern("rank +.*, it bears no date, so it stands where it was first seen")
                .contains("The address has moved for good, to " + url("/feed.xml") + "; subscribe to that.")
                .contains("1 of 2 entries have no date", "1 of 2 entries have no text at all")
                .doesNotContain("\u009d");
    }

    @Test
    void pollOfAPageNamesTheFeed() {
        assertThat(run("poll", url("/"))).isEqualTo(2);

        assertThat(out).contains("Answer  200");
        assertThat(err)
                .contains("The address answers with a web page, not with a feed. The page names a feed: "
                        + url("/feed.xml"))
                .hasLineCount(1);
    }

    @Test
    void pollSpeaksJson() throws IOException {
        assertThat(run("poll", "--json", url("/feed.xml"))).isZero();

        var json = json();
        assertThat(json.at("/exchanges/0/status").asInt()).isEqualTo(200);
        assertThat(json.at("/outcome").asText()).isEqualTo("Document");
        assertThat(json.at("/kept/etag").asText()).isEqualTo("\"1\"");
        assertThat(json.at("/entries/0/key/value").asText()).isEqualTo("p1");
        assertThat(json.at("/entries/0/entry/title/value").asText()).contains("first");
        assertThat(json.at("/entries/0/rank/dating").asText()).isEqualTo("PUBLISHED");
        assertThat(json.at("/nextPoll/because").asText()).isNotEmpty();
        assertThat(out).as("no document's bytes").doesNotContain("PHJzcyB2");
    }

    @Test
    void aTitleIsPastedAsYamlReadsIt() {
        assertThat(Words.yaml("Ann Wheel")).isEqualTo("Ann Wheel");
        assertThat(Words.yaml("Ann: \"clocks\", #1")).isEqualTo("\"Ann: \\\"clocks\\\", #1\"");
        assertThat(Words.yaml("https://ann.example/feed?a=1&b=%20")).isEqualTo("https://ann.example/feed?a=1&b=%20");
        assertThat(Words.yaml("https://ann.example/a,b")).isEqualTo("\"https://ann.example/a,b\"");
        assertThat(Words.yaml("no")).isEqualTo("\"no\"");
        assertThat(Words.yaml("2026")).isEqualTo("\"2026\"");
        assertThat(Words.format("atom_1.0")).isEqualTo("Atom 1.0");
    }

    private int run(String... arguments) {
        return runAsIs(Stream.concat(Stream.of(arguments), Stream.of("--allow", "127.0.0.0/8"))
                .toArray(String[]::new));
    }

    private int runAsIs(String... arguments) {
        var written = new StringWriter();
        var complained = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(written))
                .setErr(new PrintWriter(complained))
                .execute(arguments);
        out = written.toString();
        err = complained.toString();
        return code;
    }

    private JsonNode json() throws IOException {
        return Objects.requireNonNull(EventCodec.json().readTree(out));
    }

    private String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    private void serve(String path, String type, String body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                var bytes = body.getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                boolean there = exchange.getRequestURI().getPath().equals(path);
                exchange.sendResponseHeaders(there ? 200 : 404, there ? bytes.length : -1);
                if (there) {
                    exchange.getResponseBody().write(bytes);
                }
            }
        });
    }
}
