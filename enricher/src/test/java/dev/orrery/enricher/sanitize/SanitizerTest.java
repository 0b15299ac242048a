package dev.orrery.enricher.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizerTest {
    private static final Addresses ADDRESSES = Addresses.against("https://blog.example/2026/post");

    private final Sanitizer sanitizer = new Sanitizer();

    private String clean(String html) {
        return sanitizer.sanitize(html, ADDRESSES, "e-1-").html();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Some <b>bold</b>, <i>italic</i>, <em>emphasized</em> and <strong>strong</strong> words</p>",
                "<figure><picture><source srcset=\"https://a.example/x.webp\" type=\"image/webp\">"
                        + "<img src=\"https://a.example/x.png\" alt=\"An x\" width=\"640\" height=\"480\" loading=\"lazy\""
                        + " decoding=\"async\"></picture><figcaption>An x</figcaption></figure>",
                "<table><caption>Sums</caption><thead><tr><th scope=\"col\">a</th></tr></thead>"
                        + "<tbody><tr><td colspan=\"2\" rowspan=\"3\">1</td></tr></tbody></table>",
                "<pre><code class=\"language-c++\">int *p = &amp;x;</code></pre>",
                "<pre>\n\nan empty line before</pre>",
                "<ol reversed=\"\" start=\"7\" type=\"a\"><li value=\"3\">three</li><li>two</li></ol>",
                "<dl><dt>term</dt><dd>meaning</dd></dl>",
                "<blockquote cite=\"https://a.example/\"><p>said</p></blockquote><hr>",
                "<p lang=\"he\" dir=\"rtl\">שלום <bdi>x</bdi> <bdo dir=\"ltr\">y</bdo></p>",
                "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>",
                "<details open=\"\"><summary>More</summary>Much more</details>",
                "<p>H<sub>2</sub>O, E = mc<sup>2</sup>, <abbr title=\"for example\">e.g.</abbr>, <kbd>Ctrl</kbd>,"
                        + " <mark>marked</mark>, <del datetime=\"2026-01-01\">old</del> <ins>new</ins></p>",
                "<time datetime=\"2026-03-01\">today</time> <span>and</span> <span lang=\"fr\">demain</span>",
            })
    void keepsWhatPeopleWrite(String html) {
        assertThat(clean(html)).isEqualTo(html);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "<script>alert(1)</script>Hi¦Hi",
                "<SCRIPT SRC=http://x.example/x.js></SCRIPT>Hi¦Hi",
                "<p onclick=\"alert(1)\" style=\"position:fixed\" class=\"x\">Hi</p>¦<p>Hi</p>",
                "<a href=\"javascript:alert(1)\">Hi</a>¦<a>Hi</a>",
                "<a href=\" java\tscript:alert(1)\">Hi</a>¦<a>Hi</a>",
                "<a href=\"&#106;avascript&colon;alert(1)\">Hi</a>¦<a>Hi</a>",
                "<a href=\"vbscript:x\">Hi</a>¦<a>Hi</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">Hi</a>¦<a>Hi</a>",
                "<a href=\"file:///etc/passwd\">Hi</a>¦<a>Hi</a>",
                "<img src=x onerror=alert(1)>¦"
                        + "<img src=\"https://blog.example/2026/x\" alt=\"\" loading=\"lazy\" decoding=\"async\">",
                "<img src=\"javascript:alert(1)\" alt=\"an eye\">¦an eye",
                "<img src=\"data:image/svg+xml;base64,PHN2Zz4=\" alt=\"\">¦``",
                "<svg onload=alert(1)><a xlink:href=\"javascript:x\">x</a></svg>Hi¦Hi",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>¦<math><mtext></mtext></math>",
                "<style>@import 'x';</style><link rel=stylesheet href=x>Hi¦Hi",
                "<form action=/steal><input name=a value=b><button>Go</button></form>¦<div>Go</div>",
                "<textarea><img src=x onerror=alert(1)></textarea>¦&lt;img src=x onerror=alert(1)&gt;",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>Hi¦Hi",
                "<meta http-equiv=refresh content=\"0;url=x\"><base href=http://x.example/>Hi¦Hi",
                "<object data=x.swf><embed src=x.swf>No Flash?</object>¦No Flash?",
                "<!-- a comment --><![CDATA[x]]><?php x ?>Hi¦Hi",
                "<div id=\"cookie\" name=\"getElementById\">Hi</div>¦<div>Hi</div>",
                "<video autoplay onplay=x src=/v.mp4></video>¦"
                        + "<video src=\"https://blog.example/v.mp4\" controls=\"\" preload=\"none\"></video>",
                "<custom-tag x=y>Hi</custom-tag>¦Hi",
                "<plaintext>Hi <b>¦<pre>Hi &lt;b&gt;</pre>",
            })
    void takesOutWhatIsDangerousOrOfNoUse(String html, String expected) {
        assertThat(clean(html)).isEqualTo(expected);
    }

    @Test
    void linksVouchForNothingAndAreAbsolute() {
        assertThat(clean("<a href=\"../about?x=1&amp;y=2\" target=_blank ping=/p>About</a>"))
                .isEqualTo(
                        "<a href=\"https://blog.example/about?x=1&amp;y=2\" rel=\"nofollow noopener ugc\">About</a>");
    }

    @Test
    void framesBecomeLinks() {
        assertThat(clean("<iframe src=\"//player.example/1\" title=\"A talk\" srcdoc=\"<script>x</script>\">"))
                .isEqualTo("<a href=\"https://player.example/1\" rel=\"nofollow noopener ugc\">A talk</a>");
        assertThat(clean("<iframe src=\"https://player.example/1\"></iframe>")).contains(">player.example</a>");
        assertThat(clean("<iframe srcdoc=\"<script>x</script>\"></iframe>")).isEmpty();
        assertThat(clean("<iframe src=\"https://t.example/ns\" height=0 width=0></iframe>"))
                .isEmpty();
    }

    @Test
    void playersOfKnownServicesWaitUntilSomebodyWantsThem() {
        var player = clean("<p><iframe width=560 src=\"https://www.youtube.com/embed/dQw4w9WgXcQ?si=x&start=30\""
                + " title=\"A talk\" allow=\"camera; autoplay\" allowfullscreen></iframe></p>");

        assertThat(player)
                .isEqualTo("<p><span class=\"embed\">"
                        + "<a href=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=30\" rel=\"nofollow ugc\""
                        + " target=\"e-1-embed1\">A talk (YouTube)</a>"
                        + "<iframe name=\"e-1-embed1\" title=\"A talk (YouTube)\" sandbox=\"allow-scripts allow-same-origin"
                        + " allow-popups allow-popups-to-escape-sandbox allow-presentation\""
                        + " allow=\"fullscreen; picture-in-picture\"></iframe></span></p>");
        assertThat(clean(player)).isEqualTo(player);
        assertThat(clean(player + player)).contains("e-1-embed1").contains("e-1-embed2");
    }

    @Test
    void nobodyElseCanPutAPageIntoAPlayersFrame() {
        var forged = "<span class=\"embed\"><a href=\"https://evil.example/\" target=\"e-1-embed1\">x</a>"
                + "<iframe name=\"e-1-embed1\"></iframe></span>";
        assertThat(clean(forged))
                .isEqualTo("<span><a href=\"https://evil.example/\" rel=\"nofollow noopener ugc\">x</a></span>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<object data=\"http://www.youtube.com/v/dQw4w9WgXcQ&amp;hl=en\"><b>No Flash?</b></object>",
                "<object><param name=movie value=x><embed src=\"//www.youtube.com/v/dQw4w9WgXcQ\"></object>",
                "<iframe src=about:blank data-src=\"https://youtu.be/dQw4w9WgXcQ\"></iframe>",
                "<noscript><iframe src=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\"></iframe></noscript>",
            })
    void playersAreKnownHoweverTheyWereEmbedded(String html) {
        assertThat(clean(html))
                .contains("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\"")
                .contains(">YouTube</a>");
    }

    @Test
    void scriptsThatStandForSomethingAreNotLost() {
        assertThat(clean("<script src=\"https://asciinema.org/a/14.js\" async></script>"))
                .contains("href=\"https://asciinema.org/a/14/iframe\"");
        assertThat(clean("<script src=\"https://gist.github.com/ann/abc123.js?file=x.c\"></script>"))
                .isEqualTo(
                        "<a href=\"https://gist.github.com/ann/abc123\" rel=\"nofollow noopener ugc\">gist.github.com</a>");
    }

    @Test
    void picturesThatScriptsWouldLoadAreThereAtOnce() {
        assertThat(clean("<img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\""
                        + " data-src=/a.png data-srcset=\"/a.png 1x, /b.png 2x\" alt=A>"
                        + "<noscript><img src=/a.png alt=A></noscript>"))
                .isEqualTo("<img src=\"https://blog.example/a.png\" srcset=\"https://blog.example/a.png 1x,"
                        + " https://blog.example/b.png 2x\" alt=\"A\" loading=\"lazy\" decoding=\"async\">");
        assertThat(clean("<noscript><img src=/a.png></noscript><img class=lazy data-original=/a.png>"))
                .containsOnlyOnce("<img");
        assertThat(clean("<img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\">"
                        + "<noscript><img src=/c.png></noscript>"))
                .containsOnlyOnce("src=\"https://blog.example/c.png\"");
        assertThat(clean("<noscript>Please switch on scripts</noscript>")).isEmpty();
    }

    @Test
    void linksDoNotTellByWhichWayAReaderCame() {
        assertThat(clean("<a href=\"https://a.example/p?id=1&utm_source=rss&amp;utm_medium=feed&fbclid=x#top\">x</a>"))
                .contains("href=\"https://a.example/p?id=1#top\"");
        assertThat(clean("<a href=\"https://a.example/?utm_source=rss\">x</a>"))
                .contains("href=\"https://a.example/\"");
        assertThat(clean("<a href=\"https://a.example/p?b=2&&a=utm_x\">x</a>"))
                .contains("href=\"https://a.example/p?b=2&amp;&amp;a=utm_x\"");
    }

    @Test
    void mathsStaysAsFarAsItCannotTurnIntoAnythingElse() {
        var maths = "<p>So <math display=\"block\" alttext=\"x squared\"><mrow><msup><mi mathvariant=\"normal\">x</mi>"
                + "<mn>2</mn></msup><mo stretchy=\"false\">&lt;</mo><mfrac linethickness=\"2px\"><mn>1</mn><mi>n</mi></mfrac>"
                + "</mrow></math> holds</p>";
        assertThat(clean(maths)).isEqualTo(maths);
        assertThat(
                        clean(
                                "<math><semantics><mi>x</mi><annotation encoding=\"application/x-tex\">x</annotation>"
                                        + "<annotation-xml encoding=\"text/html\"><img src=x onerror=alert(1)></annotation-xml></semantics></math>"))
                .isEqualTo("<math><semantics><mi>x</mi></semantics></math>");
        assertThat(
                        clean(
                                "<math href=\"javascript:x\"><mtext>a <b>bold</b><img src=x></mtext>"
                                        + "<maction actiontype=\"statusline#x\" xlink:href=\"javascript:x\"><mi>y</mi></maction></math>"))
                .isEqualTo("<math><mtext>a bold</mtext><mi>y</mi></math>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "<pre class=\"brush: python\">x</pre>¦<pre class=\"language-python\">x</pre>",
                "<div class=\"highlight highlight-source-c\"><pre>x</pre></div>¦"
                        + "<div><pre class=\"language-c\">x</pre></div>",
                "<div class=\"language-go highlighter-rouge\"><div class=\"highlight\"><pre>x</pre></div></div>¦"
                        + "<div><div><pre class=\"language-go\">x</pre></div></div>",
                "<pre class=\"sourceCode haskell\"><code>x</code></pre>¦<pre class=\"language-haskell\"><code>x</code></pre>",
                "<code data-lang=\"YAML\">x</code>¦<code class=\"language-yaml\">x</code>",
                "<code class=\"evil\">x</code>¦<code>x</code>",
                "<pre><span class=\"k\">int</span> <span lang=en>x</span></pre>¦<pre>int <span lang=\"en\">x</span></pre>",
            })
    void codeSaysItsLanguage(String html, String expected) {
        assertThat(clean(html)).isEqualTo(expected);
    }

    @Test
    void columnsKeepTheirSide() {
        assertThat(
                        clean(
                                "<table><tr><td style=\"color:red; text-align: right\">1</td><th align=CENTER>x</th></tr></table>"))
                .contains("<td align=\"right\">1</td><th align=\"center\">x</th>");
    }

    @Test
    void trackersGo() {
        var result = sanitizer.sanitize(
                "<p>Hi<img src=\"https://t.example/p.gif\" width=1 height=1>"
                        + "<img src=\"https://t.example/q.gif\" style=\"display:none\">"
                        + "<img src=\"https://pixel.wp.com/b.gif?x\"></p><script></script>",
                ADDRESSES,
                "");

        assertThat(
                        clean(
                                "<a href=\"https://feeds.feedburner.com/~ff/x\"><img src=\"https://feeds.feedburner.com/~ff/x\"></a>"))
                .isEmpty();
        assertThat(
                        clean(
                                "<img src=\"https://stats.example/matomo.php?idsite=1\"><img src=\"https://www.facebook.com/tr?id=1\">"))
                .isEmpty();
        assertThat(clean("<img src=\"https://notstats.wp.com.example/a.png\">")).contains("<img");
        assertThat(result.html()).isEqualTo("<p>Hi</p>");
        assertThat(result.removed()).hasToString("[Removed[what=tracker, count=3], Removed[what=script, count=1]]");
    }

    @Test
    void smallRasterPicturesMayComeWithTheText() {
        var inline = "data:image/png;base64,iVBORw0KGgo=";
        assertThat(clean("<img src=\"" + inline + "\">")).contains("src=\"" + inline + "\"");
        assertThat(clean("<img src=\"data:image/png;base64," + "A".repeat(60_000) + "\">"))
                .isEmpty();
    }

    @Test
    void everyCandidateOfASrcsetIsLookedAt() {
        assertThat(clean(
                        "<img src=a.png srcset=\"a,b.png 1x, javascript:x 2x, /c.png 640w,,d.png bogus\" sizes=100vw>"))
                .contains(
                        "srcset=\"https://blog.example/2026/a,b.png 1x, https://blog.example/c.png 640w\" sizes=\"100vw\"");
    }

    @Test
    void headingsStandUnderTheEntrysOwn() {
        assertThat(clean("<h2>Part</h2><h3>Section</h3><h2>Part</h2>"))
                .isEqualTo("<h5>Part</h5><h6>Section</h6><h5>Part</h5>");
        assertThat(clean("<h4>Only</h4>")).isEqualTo("<h5>Only</h5>");
    }

    @Test
    void footnotesWorkOnAPageWithOtherEntries() {
        var clean = clean(
                "<p>True<a href=\"#fn1\" id=\"ref1\">1</a></p>"
                        + "<p id=\"fn1\">Or not <a href=\"https://blog.example/2026/post#ref1\">back</a></p><p id=\"unused\">x</p>");

        assertThat(clean)
                .contains("href=\"#e-1-fn1\"")
                .contains("<p id=\"e-1-fn1\">")
                .contains("id=\"e-1-ref1\"")
                .contains("href=\"#e-1-ref1\"")
                .doesNotContain("unused");
        assertThat(clean(clean)).isEqualTo(clean);
        assertThat(clean("<a href=\"#nowhere\">x</a>")).contains("https://blog.example/2026/post#nowhere");
    }

    @Test
    void xhtmlThatHtmlWouldMisreadIsReadAsXml() {
        var xhtml = "<xhtml:div xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"><a id=\"x\"/>a<script src=\"x\"/>b<br/>"
                + "<![CDATA[<b>]]></xhtml:div>";
        assertThat(sanitizer.sanitizeXhtml(xhtml, ADDRESSES, "").html()).isEqualTo("<div><a></a>ab<br>&lt;b&gt;</div>");
    }

    @Test
    void whatWentAndWhyCanBeSaid() {
        var explained = sanitizer.explain(
                "<p onclick=x><font>Hi</font><img src=https://pixel.wp.com/g.gif><a href=\"javascript:x\">x</a></p>",
                ADDRESSES,
                "");

        assertThat(explained.result())
                .isEqualTo(sanitizer.sanitize(
                        "<p onclick=x><font>Hi</font><img src=https://pixel.wp.com/g.gif><a href=\"javascript:x\">x</a></p>",
                        ADDRESSES,
                        ""));
        assertThat(explained.removals())
                .containsExactly(
                        new Removal(Reason.SCRIPT, "onclick"),
                        new Removal(Reason.UNWRAPPED, "font"),
                        new Removal(Reason.TRACKER, "https://pixel.wp.com/g.gif"),
                        new Removal(Reason.SCRIPT, "javascript:x"));
    }

    @Test
    void footnotesAreKnownByTheEntrysOwnLinkWhateverTheBase() {
        var addresses = Addresses.against("https://blog.example/2026/post/").within("http://blog.example/2026/post");
        assertThat(sanitizer
                        .sanitize("<a href=\"http://blog.example/2026/post#n\">1</a><p id=n>x</p>", addresses, "e-1-")
                        .html())
                .contains("href=\"#e-1-n\"");
    }

    @Test
    void wordsAreCountedAndJoinedAcrossBlocks() {
        var result = sanitizer.sanitize(
                "<p>One two</p><p>three<br>four — it’s five</p><pre>code</pre><p>漢字</p>", ADDRESSES, "");

        assertThat(result.text()).isEqualTo("One two three four — it’s five code 漢字");
        assertThat(result.prose()).isEqualTo("One two three four — it’s five 漢字");
        assertThat(result.words()).isEqualTo(9);
    }

    @Test
    void depthDoesNotMatter() {
        var deep = "<div>".repeat(100_000) + "deep" + "</div>".repeat(100_000);
        assertThat(clean(deep)).contains("deep");
        assertThat(clean("<b><p>".repeat(20_000))).isNotNull();
        assertThat(clean("<table><tr><td>".repeat(20_000))).isNotNull();
    }

    @Test
    void addressesCannotMakeATextGrowWithoutEnd() {
        var base = Addresses.against("https://blog.example/" + "long/".repeat(400));
        var grown =
                sanitizer.sanitize("<a href=x>y</a>".repeat(50_000), base, "").html();
        assertThat(grown.length()).isLessThan(10 << 20);
    }

    @Test
    void charactersThatNoDocumentMayHoldGo() {
        assertThat(clean("a\u0000\u0007\uFFFE\uD800b<p title=\"c\u0001\uDC00d\">\u0085</p>"))
                .isEqualTo("a\uFFFDb<p title=\"cd\"></p>".replace("\uFFFD", ""));
    }
}
