package dev.orrery.publisher.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.EventCodec;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.serve.Format;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/// A program that has read one document of a feed finds all others, back to the first post (RFC 5005).
class WholeFeedTest {
    private static final String HOME = "https://planets.example/clocks/";

    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann");
    private final Planet planet = Given.showing(10, Given.planet("clocks", ann));

    /// 70 posts, ten a page, from May 2026 back to the December before, none in March.
    @BeforeEach
    void fill() {
        store.put(planet);
        var at = Instant.parse("2026-05-20T08:00:00Z");
        for (int i = 0; i < 70; i++) {
            if (at.toString().startsWith("2026-03")) {
                at = Instant.parse("2026-02-27T08:00:00Z");
            }
            store.show(planet, ann, Given.entry(ann, "Post " + i, at.toString()).get(), i % 2 == 0 ? "Brass" : "Steel");
            at = at.minus(40, ChronoUnit.HOURS);
        }
    }

    @AfterEach
    void stop() {
        site.close();
        store.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF"})
    void itsPagesLeadFromTheNewestToTheOldestPostAndBack(Format format) throws Exception {
        var titles = new ArrayList<String>();
        @Nullable String last = null;
        var address = HOME + format.file();
        int pages = 0;
        for (var next = address; next != null; next = links(get(next)).get("next")) {
            titles.addAll(titles(format, get(next)));
            last = next;
            pages++;
        }

        assertThat(pages).isEqualTo(7);
        assertThat(titles).hasSize(70).doesNotHaveDuplicates();
        assertThat(titles.getFirst()).isEqualTo("Post 0");
        assertThat(titles.getLast()).isEqualTo("Post 69");
        var links = links(get(last));
        assertThat(links).containsEntry("first", address).containsEntry("last", last);
        assertThat(links.get("previous")).isEqualTo(address + "/page/6");
        assertThat(links(get(address)).get("last")).isEqualTo(last);
    }

    @Test
    void theFeedOfATagPagesByItselfAndHasNoArchive() throws Exception {
        var links = links(get(HOME + "tag/brass/atom.xml"));

        assertThat(links.get("next")).isEqualTo(HOME + "tag/brass/atom.xml/page/2");
        assertThat(links.get("last")).isEqualTo(HOME + "tag/brass/atom.xml/page/4");
        assertThat(links).doesNotContainKey("prev-archive");
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF"})
    void itsArchiveHoldsEveryMonthThatIsOverAndIsKeptForLong(Format format) throws Exception {
        var titles = new ArrayList<String>();
        var addresses = new ArrayList<String>();
        var next = links(get(HOME + format.file())).get("prev-archive");
        while (next != null) {
            addresses.add(next.substring(HOME.length()));
            var answer = get(next);
            titles.addAll(titles(format, answer));
            assertThat(Specification.problems(format, answer.body())).isEmpty();
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("<fh:archive/>");
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("max-age=86400");
            assertThat(links(answer)).containsEntry("current", HOME + format.file());
            next = links(answer).get("prev-archive");
        }

        var file = format.file();
        assertThat(addresses)
                .startsWith("2026/04/" + file, "2026/04/" + file + "/page/2", "2026/02/" + file)
                .doesNotHaveDuplicates();
        assertThat(titles).doesNotHaveDuplicates().contains("Post 69");
        var all = new HashSet<>(titles);
        all.addAll(titles(format, get(HOME + "2026/05/" + file)));
        all.addAll(titles(format, get(HOME + "2026/05/" + file + "/page/2")));
        assertThat(all).hasSize(70);
    }

    @Test
    void theArchiveIsReadForthAsWell() throws Exception {
        var february = links(get(HOME + "2026/02/atom.xml"));
        var secondOfApril = links(get(HOME + "2026/04/atom.xml/page/2"));
        var april = links(get(HOME + "2026/04/atom.xml"));

        assertThat(february.get("next-archive")).isEqualTo(HOME + "2026/04/atom.xml/page/2");
        assertThat(secondOfApril.get("next-archive")).isEqualTo(HOME + "2026/04/atom.xml");
        assertThat(april).doesNotContainKey("next-archive");
    }

    @Test
    void theMonthThatStillGrowsIsNoArchive() throws Exception {
        var answer = get(HOME + "2026/05/atom.xml");

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("archive/>");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=60");
        assertThat(links(answer)).containsEntry("prev-archive", HOME + "2026/04/atom.xml");
        assertThat(answer.headers().firstValue("Link").orElseThrow())
                .startsWith("<" + HOME + "2026/05/atom.xml>; rel=\"self\"");
    }

    @Test
    void aPostThatComesLaterChangesNoIdOfThoseBefore() throws Exception {
        var before = Told.by(Format.ATOM, get(HOME + "atom.xml").body());
        store.show(
                planet,
                ann,
                Given.entry(ann, "Newest", "2026-05-21T08:00:00Z")
                        .link("https://ann.example/post-0")
                        .get());
        site.changes().everything();
        site.pass(Duration.ofSeconds(2));

        var after = Told.by(Format.ATOM, get(HOME + "atom.xml").body());

        assertThat(after.subList(1, 10)).isEqualTo(before.subList(0, 9));
    }

    @Test
    void jsonNamesItsNextPage() throws Exception {
        var feed = EventCodec.json().readTree(get(HOME + "feed.json/page/6").body());

        assertThat(feed.path("next_url").asText()).isEqualTo(HOME + "feed.json/page/7");
        assertThat(feed.path("items")).hasSize(10);
        assertThat(EventCodec.json()
                        .readTree(get(HOME + "feed.json/page/7").body())
                        .has("next_url"))
                .isFalse();
    }

    @Test
    void whereThereIsNoSuchPageThereIsNone() throws Exception {
        assertThat(get(HOME + "atom.xml/page/8").statusCode()).isEqualTo(404);
        assertThat(get(HOME + "2026/03/atom.xml").statusCode()).isEqualTo(404);
    }

    private HttpResponse<byte[]> get(String address) throws Exception {
        return site.get(address.substring("https://planets.example".length()));
    }

    private static Map<String, String> links(HttpResponse<byte[]> answer) throws Exception {
        var links = new LinkedHashMap<String, String>();
        var found = Specification.parse(answer.body()).getElementsByTagNameNS("http://www.w3.org/2005/Atom", "link");
        for (int i = 0; i < found.getLength(); i++) {
            var link = (Element) found.item(i);
            if (!List.of("entry", "source").contains(link.getParentNode().getLocalName())) {
                links.put(link.getAttribute("rel"), link.getAttribute("href"));
            }
        }
        return links;
    }

    private static List<String> titles(Format format, HttpResponse<byte[]> answer) throws Exception {
        return Told.by(format, answer.body()).stream().map(Told::title).toList();
    }
}
