package dev.orrery.enricher.enrich;

import static dev.orrery.enricher.RawEntries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Document;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichmentTest {
    private final Enrichment enrichment = new Enrichment(new Sanitizer());

    private Entry enriched(RawEntries raw) {
        return enrichment.enrich(raw.build());
    }

    @Test
    void whatTheFetcherDecidedIsTakenOver() {
        var raw = entry().revision(3).build();

        var enriched = enrichment.enrich(raw);

        assertThat(enriched.entryId()).isEqualTo(raw.entryId());
        assertThat(enriched.feedId()).isEqualTo(RawEntries.FEED);
        assertThat(enriched.revision()).isEqualTo(3);
        assertThat(enriched.firstSeenAt()).isEqualTo(raw.firstSeenAt());
        assertThat(enriched.rankAt()).isEqualTo(raw.rankAt());
        assertThat(enriched.sanitizerVersion()).isEqualTo(Sanitizer.VERSION);
        assertThat(enriched.edited()).isFalse();
        assertThat(enriched(entry().editedAt(RawEntries.SEEN)).edited()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text  | <b> in Rust      | <b> in Rust",
                "text  | AT&amp;T         | AT&amp;T",
                "html  | Tom &amp; <i>Jerry</i><script>x</script> | Tom & Jerry",
                "html  | &lt;b&gt; in HTML | <b> in HTML",
                "xhtml | <div xmlns='http://www.w3.org/1999/xhtml'>An <em>X</em><br/>HTML one</div> | An X HTML one",
            })
    void titlesArePlainText(String type, String value, String expected) {
        assertThat(enriched(entry().title(type, value)).title()).isEqualTo(expected);
    }

    @Test
    void anEntryMayHaveNoTitle() {
        assertThat(enriched(entry().untitled()).title()).isNull();
        assertThat(enriched(entry().title(Text.HTML, " <img src=x> ")).title()).isNull();
        assertThat(enriched(entry().title(Text.PLAIN, "\n\u202e \t")).title()).isNull();
    }

    @Test
    void relativeAddressesMeanWhatTheyMeantWhereTheTextStood() {
        var link = new Link("/2026/post", "alternate", "text/html", null);
        var document = new Document("atom_1.0", "https://blog.example/feeds/", "https://blog.example/", null, 0);

        var byLink = enriched(entry().links(link).document(document).html("<img src=a.png>"));
        var byBase = enriched(entry().links(link)
                .document(document)
                .content(new Text(Text.HTML, "<img src=a.png>", "https://cdn.example/x/", null)));

        assertThat(byLink.link()).isEqualTo("https://blog.example/2026/post");
        assertThat(byLink.html()).contains("https://blog.example/2026/a.png");
        assertThat(byBase.html()).contains("https://cdn.example/x/a.png");
    }

    @Test
    void withoutALinkTheFeedIsTheBase() {
        var enriched = enriched(entry().links()
                .document(new Document("rss_2.0", null, null, null, 0))
                .html("<a href=about>x</a>"));
        assertThat(enriched.link()).isNull();
        assertThat(enriched.canonicalLink()).isNull();
        assertThat(enriched.html()).contains("https://blog.example/about");
    }

    @ParameterizedTest
    @CsvSource({
        "http://Blog.example:80/p?utm_source=rss&id=1&utm_medium=x#more, https://blog.example/p?id=1",
        "https://blog.example, https://blog.example/",
        "https://blog.example:443/p/?fbclid=1, https://blog.example/p/",
        "https://blog.example:8443/p, https://blog.example:8443/p",
    })
    void twoWaysToOnePostHaveOneCanonicalLink(String link, String canonical) {
        var enriched = enriched(entry().links(new Link(link, "alternate", null, null)));
        assertThat(enriched.canonicalLink()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "GUID, 'tag:ann.example,2026:1', 'tag:ann.example,2026:1'",
        "GUID, urn:uuid:7a3c, urn:uuid:7a3c",
        "GUID, http://Ann.example/?p=7, http://Ann.example/?p=7",
        "GUID, 1234,",
        "GUID, https://ann.example/a post,",
        "LINK, https://ann.example/gears?utm_source=rss, https://ann.example/gears?utm_source=rss",
        "LINK, /2026/gears, https://blog.example/2026/gears",
        "CONTENT, 5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8,",
    })
    void whatMeansAnEntryInTheWholeWorldIsItsNameForGood(RawEntry.Key.Kind kind, String key, String name) {
        assertThat(enriched(entry().known(kind, key)).guid()).isEqualTo(name);
    }

    @Test
    void plainTextBecomesParagraphs() {
        var enriched = enriched(entry().content(new Text(Text.PLAIN, "1 < 2\n& so on\n\n  \nThe end", null, null)));
        assertThat(enriched.html()).isEqualTo("<p>1 &lt; 2<br>\n&amp; so on</p>\n<p>The end</p>");
    }

    @Test
    void theSummaryStandsInForAMissingText() {
        var summary = new Text(Text.HTML, "In <b>short</b>", null, "de_AT");
        var enriched = enriched(entry().content(null).summary(summary));
        assertThat(enriched.html()).isEqualTo("In <b>short</b>");
        assertThat(enriched.summary()).isEqualTo("In short");
        assertThat(enriched.language()).isEqualTo("de-AT");
        assertThat(enriched(entry().content(null)).html()).isNull();
    }

    @Test
    void aSummaryEndsWithASentenceOrAWord() {
        var sentences = "This is a sentence of some length that says one thing. ".repeat(10);
        var words = "word ".repeat(100);

        assertThat(enriched(entry().html(sentences)).summary())
                .hasSizeBetween(200, 300)
                .endsWith("one thing.");
        assertThat(enriched(entry().html(words)).summary())
                .hasSizeBetween(200, 300)
                .endsWith("word…");
        assertThat(enriched(entry().html("x".repeat(1000))).summary())
                .hasSize(300)
                .endsWith("…");
        assertThat(enriched(entry().html("<pre>code only</pre>")).summary()).isEqualTo("code only");
    }

    @Test
    void theLeadImageIsTheFirstThatIsNoIcon() {
        var enriched =
                enriched(entry().html("<img src=smile.png width=16 height=16><img src=big.png width=640 alt='A view'>")
                        .thumbnail("https://cdn.example/t.png"));
        assertThat(enriched.leadImage())
                .isEqualTo(new Entry.Image("https://blog.example/2026/big.png", "A view", 640, null));
        assertThat(enriched(entry().thumbnail("/t.png")).leadImage())
                .isEqualTo(new Entry.Image("https://blog.example/t.png", null, 320, 200));
    }

    @Test
    void categoriesBecomeTags() {
        var enriched = enriched(entry().categories(
                        new Category("Free Software", null, null),
                        new Category("#free_software", null, null),
                        new Category("  ＫＶＭ ", null, null),
                        new Category("https://blog.example/cat/7", null, "C++ / Rust"),
                        new Category("Uncategorized", null, null),
                        new Category(
                                "http://schemas.google.com/blogger/2008/kind#post",
                                "http://schemas.google.com/g/2005#kind",
                                null),
                        new Category("日本語", null, null),
                        new Category("-- ", null, null)));

        assertThat(enriched.tags())
                .extracting(Entry.Tag::tag)
                .containsExactly("free-software", "kvm", "c++-rust", "日本語");
        assertThat(enriched.tags().getFirst().label()).isEqualTo("Free Software");
    }

    @Test
    void noMailAddressIsInAnEntry() {
        var enriched = enriched(entry().by(
                        new Person("jane@example.org (Jane Doe)", null, "mailto:jane@example.org"),
                        new Person(null, "bob@example.org (Bob)", null),
                        new Person("eve@example.org", "eve@example.org", "https://eve.example/eve@example.org")));

        assertThat(enriched.authors()).extracting(Entry.Author::name).containsExactly("Jane Doe", "Bob");
        assertThat(new String(EventCodec.encode(enriched), StandardCharsets.UTF_8))
                .doesNotContain("example.org");
    }

    @Test
    void anEntryIsSafeToWriteWhateverItHeld() {
        var hostile = "\ud800 a\u0000b \uffff";
        var enriched = enriched(entry().title(Text.PLAIN, hostile)
                .html("<p title='" + hostile + "'>" + hostile)
                .by(new Person(hostile, null, null))
                .categories(new Category(hostile, null, hostile)));

        assertThat(EventCodec.encode(enriched)).isNotEmpty();
        assertThat(enriched.title()).isEqualTo("ab");
    }

    @Test
    void aTextThatGrewTooLargeIsCutAndSaysSo() {
        var enriched = enriched(entry().html("<p>word &amp; " + "&".repeat(600_000)));

        assertThat(enriched.html()).hasSizeLessThan(2 << 20).startsWith("<p>word &amp; ");
        assertThat(enriched.cut()).contains("all markup");
    }

    @Test
    void aPresentEntryThatSaysNothingIsABug() {
        var withdrawn = entry().withdrawn().build();
        assertThatThrownBy(() -> enrichment.enrich(withdrawn)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameRecordIsTheSameEntry() {
        var raw = entry().html("<p>Hello <a href='#x'>x</a> <b id=x>y</b>").build();
        assertThat(List.of(enrichment.enrich(raw), enrichment.enrich(raw)))
                .allMatch(each -> each.equals(new Enrichment(new Sanitizer()).enrich(raw)));
    }
}
