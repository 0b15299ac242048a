package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann");
    private final Planet clocks = Given.planet("clocks", ann);

    @BeforeEach
    void fill() {
        store.put(clocks);
        store.put(Given.feed(ann, State.OK, null));
        show("Gears", "2026-03-01T07:30:00Z");
    }

    @AfterEach
    void close() {
        site.close();
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/clocks/, text/html; charset=utf-8",
        "/clocks/atom.xml, application/atom+xml; charset=utf-8",
        "/clocks/rss20.xml, application/rss+xml; charset=utf-8",
        "/clocks/opml.xml, text/x-opml; charset=utf-8",
        "/clocks/titles, text/html; charset=utf-8",
        "/clocks/tags, text/html; charset=utf-8",
        "/clocks/archive, text/html; charset=utf-8",
        "/clocks/feed/ann/, text/html; charset=utf-8",
        "/clocks/2026/03/, text/html; charset=utf-8",
        "/clocks/2026/03/01/, text/html; charset=utf-8",
        "/clocks/sitemap.xml, application/xml; charset=utf-8",
        "/clocks/manifest.webmanifest, application/manifest+json; charset=utf-8",
        "/, text/html; charset=utf-8",
        "/robots.txt, text/plain; charset=utf-8",
        "/favicon.ico, image/svg+xml",
        "/favicon.svg, image/svg+xml",
    })
    void everythingHasItsTypeAndIsNotSentTwice(String path, String type) throws Exception {
        var first = site.get(path);
        var etag = header(first, "etag");
        var again = site.get(path, "If-None-Match", "\"other\", W/" + etag);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "content-type")).isEqualTo(type);
        assertThat(header(first, "cache-control")).startsWith("public, max-age=60");
        assertThat(header(first, "vary")).isEqualTo("Accept-Encoding");
        assertThat(etag).startsWith("\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "etag")).isEqualTo(etag);
    }

    @Test
    void whoHasTheDateOfThisVersionNeedsNoOther() throws Exception {
        var modified = header(site.get("/clocks/"), "last-modified");

        assertThat(site.get("/clocks/", "If-Modified-Since", modified).statusCode())
                .isEqualTo(304);
        assertThat(site.get("/clocks/", "If-Modified-Since", "Sun, 01 Mar 2020 07:30:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void eachCodingIsTheSameContentUnderATagOfItsOwn() throws Exception {
        var plain = site.get("/clocks/");
        var gzip = site.get("/clocks/", "Accept-Encoding", "gzip");
        var brotli = site.get("/clocks/", "Accept-Encoding", "gzip, br");

        assertThat(header(gzip, "content-encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(header(brotli, "content-encoding")).isEqualTo("br");
        assertThat(Decoder.decompress(brotli.body()).getDecompressedData()).isEqualTo(plain.body());
        assertThat(Set.of(header(plain, "etag"), header(gzip, "etag"), header(brotli, "etag")))
                .hasSize(3);
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        var get = site.get("/clocks/");
        var head = site.send("HEAD", "/clocks/");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "etag")).isEqualTo(header(get, "etag"));
        assertThat(header(head, "content-length")).isEqualTo(Integer.toString(get.body().length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void theSiteCanOnlyBeRead(String method) throws Exception {
        for (var path : new String[] {"/clocks/", "/status", "/nope"}) {
            var answer = site.send(method, path);

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(header(answer, "allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    @Test
    void robotsFindTheMapOfEachPlanetUnderItsHost() throws Exception {
        var cogs = Given.planet("cogs", ann);
        store.put(Given.plain("cogs", cogs.title(), 60, 0, cogs.subscriptions().toArray(Subscription[]::new)));

        var own = raw("GET /robots.txt HTTP/1.1\r\nHost: clocks.example\r\nConnection: close\r\n\r\n");
        var shared = text(site.get("/robots.txt"));

        assertThat(own)
                .contains("Sitemap: https://planets.example/clocks/sitemap.xml\n")
                .doesNotContain("cogs");
        assertThat(shared)
                .contains("Disallow: /*/search\n")
                .contains("Sitemap: https://planets.example/cogs/sitemap.xml\n")
                .doesNotContain("clocks");
    }

    @Test
    void whoAsksIsToldWhatCanBeDone() throws Exception {
        for (var path : new String[] {"/clocks/", "/status", "/nope"}) {
            var answer = site.send("OPTIONS", path);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(header(answer, "allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "br"})
    void aBrokenDownloadGoesOn(String coding) throws Exception {
        var whole = site.get("/clocks/", "Accept-Encoding", coding);
        int half = whole.body().length / 2;
        assertThat(header(whole, "accept-ranges")).isEqualTo("bytes");

        var rest = site.get(
                "/clocks/",
                "Accept-Encoding",
                coding,
                "Range",
                "bytes=" + half + "-",
                "If-Range",
                header(whole, "etag"));

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(header(rest, "content-range"))
                .isEqualTo("bytes %d-%d/%d".formatted(half, whole.body().length - 1, whole.body().length));
        assertThat(header(rest, "etag")).isEqualTo(header(whole, "etag"));
        assertThat(header(rest, "content-encoding")).isEqualTo(header(whole, "content-encoding"));
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole.body(), half, whole.body().length));
    }

    @Test
    void aDownloadThatBrokeBeforeAChangeBeginsAnew() throws Exception {
        var before = header(site.get("/clocks/"), "etag");
        site.pass(Duration.ofSeconds(2));
        show("Springs", "2026-03-02T07:30:00Z");
        site.changes().planet("clocks");

        var answer = site.get("/clocks/", "Range", "bytes=100-", "If-Range", before);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).contains("Springs").contains("</html>");
    }

    @Test
    void thereIsNothingBehindTheEnd() throws Exception {
        var length = site.get("/clocks/").body().length;
        var answer = site.get("/clocks/", "Range", "bytes=" + length + "-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "content-range")).isEqualTo("bytes */" + length);
        assertThat(site.send("HEAD", "/clocks/", "Range", "bytes=" + length + "-")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoExpectsAnotherVersionGetsNone() throws Exception {
        assertThat(site.get("/clocks/", "If-Match", "\"old\"").statusCode()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/clocks/", "/clocks/atom.xml", "/clocks", "/nope/", "/status", "/robots.txt"})
    void everyAnswerIsGuarded(String path) throws Exception {
        var answer = site.get(path);

        assertThat(header(answer, "content-security-policy"))
                .startsWith("default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';")
                .contains("frame-src https:;")
                .doesNotContain("unsafe");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "referrer-policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(header(answer, "permissions-policy")).contains("camera=()");
        assertThat(header(answer, "date")).isEqualTo("Wed, 01 Apr 2026 12:00:00 GMT");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void aPlanetWithoutItsSlashIsSentToItsAddress() throws Exception {
        var answer = site.get("/clocks");

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(header(answer, "location")).isEqualTo("/clocks/");
    }

    @Test
    void aPlanetAnswersUnderItsOwnHost() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: CLOCKS.example:8080\r\nConnection: close\r\n\r\n"))
                .contains("200 OK")
                .contains("<h1><a href=\"./\">Planet clocks</a></h1>");
        assertThat(raw("GET /opml.xml HTTP/1.1\r\nHost: clocks.example\r\nConnection: close\r\n\r\n"))
                .contains("<opml");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).contains("<h1>Planets</h1>");
    }

    @Test
    void aPageThatIsNotThereHelps() throws Exception {
        var noPlanet = site.get("/cloks/");
        var noPage = site.get("/clocks/nope");
        var hostile = site.get("/%3Cscript%3Ealert(1)%3C/script%3E/");

        assertThat(noPlanet.statusCode()).isEqualTo(404);
        assertThat(text(noPlanet)).contains("Did you mean").contains("href=\"/clocks/\"");
        assertThat(noPage.statusCode()).isEqualTo(404);
        assertThat(text(noPage))
                .contains("To Planet clocks")
                .contains("href=\"/clocks/\"")
                .contains("action=\"/clocks/search\"")
                .contains("href=\"/clocks/tags\"");
        assertThat(hostile.statusCode()).isEqualTo(404);
        assertThat(text(hostile)).doesNotContain("<script>");
    }

    @Test
    void theFrontPageListsThePlanets() throws Exception {
        assertThat(text(site.get("/")))
                .contains("href=\"/clocks/\"")
                .contains("All about clocks")
                .contains("1 post, ")
                .contains("newest 1 March 2026");
    }

    @Test
    void assetsAreKeptForEver() throws Exception {
        var page = text(site.get("/clocks/"));
        var style = page.replaceFirst("(?s).*href=\"(/assets/modern/planet-[0-9a-f]+\\.css)\".*", "$1");

        var answer = site.get(style);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo("text/css; charset=utf-8");
        assertThat(header(answer, "cache-control")).contains("immutable");
        // Pages that somebody kept still name an older one.
        var outdated = site.get("/assets/modern/planet-0000000000.css");
        assertThat(outdated.statusCode()).isEqualTo(200);
        assertThat(header(outdated, "cache-control")).doesNotContain("immutable");
        assertThat(site.get("/assets/modern/nope-0000000000.css").statusCode()).isEqualTo(404);
    }

    @Test
    void statusTellsScriptsHowManyPlanetsThereAre() throws Exception {
        JsonNode status = EventCodec.json().readTree(site.get("/status").body());

        assertThat(status.get("ready").asBoolean()).isTrue();
        assertThat(status.get("planets").asInt()).isEqualTo(1);
    }

    @Test
    void twoPublishersSendTheSameBytes() throws Exception {
        try (var other = new RunningSite(store, 0)) {
            other.pass(Duration.ofDays(3));
            for (var path : new String[] {
                "/", "/clocks/", "/clocks/atom.xml", "/clocks/rss20.xml", "/clocks/opml.xml",
                "/clocks/titles", "/clocks/tags", "/clocks/archive", "/clocks/feed/ann/", "/clocks/sitemap.xml"
            }) {
                for (var coding : new String[] {"identity", "gzip", "br"}) {
                    var here = site.get(path, "Accept-Encoding", coding);
                    var there = other.get(path, "Accept-Encoding", coding);

                    assertThat(there.body()).isEqualTo(here.body());
                    assertThat(header(there, "etag")).isEqualTo(header(here, "etag"));
                }
            }
        }
    }

    private Entry show(String title, String published) {
        var entry = Given.entry(ann, title, published).get();
        store.show(clocks, ann, entry);
        return entry;
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", site.uri("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return Optional.of(answer)
                .flatMap(one -> one.headers().firstValue(name))
                .orElse("");
    }
}
