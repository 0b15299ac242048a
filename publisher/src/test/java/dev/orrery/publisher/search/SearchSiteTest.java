package dev.orrery.publisher.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import dev.orrery.events.Entry;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSiteTest {
    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann");
    private final Planet clocks = Given.planet("clocks", ann);

    @TempDir
    private Path folder;

    private Indexed indexed;

    @BeforeEach
    void fill() throws IOException {
        indexed = new Indexed(folder, site.index());
        store.put(clocks);
        show("Gears & <wheels>", "2026-03-01T07:30:00Z", "They <b>turn</b> & turn, the gears.", "Brass");
        show("Springs", "2026-03-02T07:30:00Z", "They bend.", "Brass");
    }

    @AfterEach
    void close() {
        site.close();
        indexed.close();
        store.close();
    }

    @Test
    void aSearchFindsPosts() throws Exception {
        var page = page("/clocks/search?q=gears");

        assertThat(page.select("h1").text()).isEqualTo("“gears”");
        assertThat(page.select(".found h2").eachText()).containsExactly("Gears & <wheels>");
        assertThat(page.select(".found h2 a").attr("href")).startsWith("https://ann.example/");
        assertThat(page.select(".found mark").eachText()).containsExactly("Gears", "gears");
        assertThat(page.select(".snippet").text()).isEqualTo("They turn & turn, the gears.");
        assertThat(page.select(".found time").attr("datetime")).isEqualTo("2026-03-01T07:30:00Z");
        assertThat(page.select(".found .author").text()).isEqualTo("Ann");
        assertThat(page.select(".found .tags a").attr("href")).isEqualTo("./tag/brass/");
        assertThat(page.select(".count").text()).isEqualTo("1 post");
        assertThat(page.select("main input[name=q]").val()).isEqualTo("gears");
        assertThat(page.select("form").attr("action")).isEqualTo("./search");
        assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    }

    @Test
    void anAnswerIsNotSentTwiceAndNotKeptByOthers() throws Exception {
        var first = site.get("/clocks/search?q=gears");
        var etag = header(first, "etag");
        var again = site.get("/clocks/search?q=gears", "If-None-Match", etag);
        var head = site.send("HEAD", "/clocks/search?q=gears");

        assertThat(header(first, "cache-control")).startsWith("private");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "etag")).isEqualTo(etag);
    }

    @Test
    void postsAreSortedAsIsWished() throws Exception {
        var best = page("/clocks/search?q=they+turn*+bend*");
        var newest = page("/clocks/search?q=they&sort=newest");

        assertThat(best.select(".nothing").text())
                .contains("Nothing found")
                .contains("turn* (1)")
                .contains("bend* (1)");
        assertThat(newest.select(".found h2").eachText()).containsExactly("Springs", "Gears & <wheels>");
        assertThat(newest.select(".tally a[aria-current]").text()).isEqualTo("Newest first");
        assertThat(newest.select("input[name=sort]").val()).isEqualTo("newest");
    }

    @Test
    void whereNothingIsFoundThePageHelps() throws Exception {
        var page = page("/clocks/search?q=sundial");

        assertThat(page.select(".nothing h2").text()).isEqualTo("Nothing found for “sundial”");
        assertThat(page.select(".nothing p").text()).contains("fewer words");
        assertThat(page.select(".language dt").eachText()).contains("\"escape wheel\"", "author:ann");
    }

    @Test
    void whoAsksNothingLearnsHowToAsk() throws Exception {
        var page = page("/clocks/search");

        assertThat(page.select("h1").text()).isEqualTo("Search");
        assertThat(page.select(".nothing, .found, .tally")).isEmpty();
        assertThat(page.select(".language dt")).isNotEmpty();
    }

    @Test
    void everySearchIsAFeed() throws Exception {
        var link = page("/clocks/search?q=tag:brass+%22they%22")
                .select("link[rel=alternate]")
                .attr("href");
        var answer = site.get("/clocks/" + link.substring(2));
        var feed = new SyndFeedInput().build(new StringReader(text(answer)));

        assertThat(header(answer, "content-type")).isEqualTo("application/atom+xml; charset=utf-8");
        assertThat(feed.getEntries()).extracting(SyndEntry::getTitle).containsExactly("Springs", "Gears & <wheels>");
        assertThat(feed.getTitle()).isEqualTo("Planet clocks: tag:brass \"they\"");
        assertThat(feed.getUri()).isEqualTo("https://planets.example/clocks/search.xml?q=tag%3Abrass+%22they%22");
    }

    @Test
    void browsersLearnHowToSearch() throws Exception {
        var answer = site.get("/clocks/opensearch.xml");

        assertThat(header(answer, "content-type")).startsWith("application/opensearchdescription+xml");
        assertThat(text(answer))
                .contains("<ShortName>Planet clocks</ShortName>")
                .contains("template=\"https://planets.example/clocks/search?q={searchTerms}&amp;page={startPage?}\"")
                .contains("template=\"https://planets.example/clocks/search.xml?q={searchTerms}\"");
    }

    @Test
    void longAnswersHavePages() throws Exception {
        for (int i = 10; i < 35; i++) {
            show("Dial " + i, "2026-03-01T07:%d:00Z".formatted(i), "A dial.");
        }

        var first = page("/clocks/search?q=dial&sort=newest");
        var second = page("/clocks/" + first.select("a[rel=next]").attr("href").substring(2));

        assertThat(first.select(".found h2")).hasSize(20).first().matches(title -> title.text()
                .equals("Dial 34"));
        assertThat(first.select("a[rel=prev]")).isEmpty();
        assertThat(second.select(".found h2")).hasSize(5).last().matches(title -> title.text()
                .equals("Dial 10"));
        assertThat(second.select("a[rel=prev]").attr("href")).isEqualTo("./search?q=dial&sort=newest");
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(page("/clocks/search?q=dial&page=50").select(".nothing").text())
                .contains("no more posts");
    }

    @Test
    void whileTheIndexIsBuiltThePageSaysSo() throws Exception {
        indexed.come(43);

        assertThat(page("/clocks/search?q=gears").select(".note").text()).contains("43 % so far");
        var feed = site.get("/clocks/search.xml?q=gears");
        assertThat(feed.statusCode()).isEqualTo(503);
        assertThat(header(feed, "retry-after")).isNotEmpty();
    }

    @Test
    void whatIsGoneSinceIsNotShown() throws Exception {
        store.remove(clocks, Given.entry(ann, "Springs", "2026-03-02T07:30:00Z").get());

        assertThat(page("/clocks/search?q=they").select(".found h2").eachText()).containsExactly("Gears & <wheels>");
    }

    @Test
    void aPlanetThatIsNotThereHasNoSearch() throws Exception {
        assertThat(site.get("/stars/search?q=gears").statusCode()).isEqualTo(404);
        assertThat(site.get("/clocks/search/?q=gears").statusCode()).isEqualTo(301);
        assertThat(site.get("/clocks/search/page/2").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%3Cscript%3Ealert(1)%3C/script%3E",
                "q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
                "q=%zz%",
                "q=%ff%fe%00",
                "q=%ED%A0%80",
                "q=javascript:alert(1)&sort=%3Cb%3E&page=%3Cb%3E",
                "q={page.frame.home}&q={searchTerms}",
                "q=a%0d%0aSet-Cookie:%20x",
                "q=*&q=*",
                "=&==&&&&?",
                "q=((((%22",
            })
    void nothingThatIsAskedDoesHarm(String query) throws Exception {
        for (var file : new String[] {"search", "search.xml"}) {
            var answer = raw("/clocks/%s?%s".formatted(file, query));

            assertThat(answer).startsWith("HTTP/1.1 200 OK");
            assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContainIgnoringCase("set-cookie");
            assertThat(Jsoup.parse(answer).select("script, img, [onerror]")).isEmpty();
        }
    }

    /// Whatever the address is: Java's client sends only proper ones.
    private String raw(String path) throws IOException {
        try (var socket = new Socket("localhost", site.uri("/").getPort())) {
            var request = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Entry show(String title, String published, String text, String... tags) throws IOException {
        var entry = Given.entry(ann, title, published)
                .html("<p>" + text + "</p>")
                .language("en")
                .get();
        store.show(clocks, ann, entry, tags);
        return indexed.show(clocks, ann, entry, tags);
    }

    private Document page(String path) throws Exception {
        var answer = site.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(text(answer));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
