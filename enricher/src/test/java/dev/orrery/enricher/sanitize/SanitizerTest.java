package dev.orrery.enricher.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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
                "<time datetime=\"2026-03-01\">today</time>",
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
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>¦<table></table>",
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
        assertThat(clean("<iframe src=\"//www.youtube.com/embed/abc\" title=\"A talk\" srcdoc=\"<script>x</script>\">"))
                .isEqualTo("<a href=\"https://www.youtube.com/embed/abc\" rel=\"nofollow noopener ugc\">A talk</a>");
        assertThat(clean("<iframe src=\"https://player.example/1\"></iframe>")).contains(">player.example</a>");
    }

    @Test
    void trackersGo() {
        var result = sanitizer.sanitize(
                "<p>Hi<img src=\"https://t.example/p.gif\" width=1 height=1>"
                        + "<img src=\"https://t.example/q.gif\" style=\"display:none\">"
                        + "<img src=\"https://pixel.wp.com/b.gif?x\"></p><script></script>",
                ADDRESSES,
                "");

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

    /// Markup thrown together at random, heavy on what parsers treat in special ways.
    @Test
    void sanitizingTwiceChangesNothing() {
        var pieces =
                ("<a href=x>|</a>|<b>|</b>|<p>|</p>|<table>|<tr>|<td>|</table>|<caption>|<li>|<ul>|</ul>|<dd>|<dt>|<h1>|<h2>|</h2>|"
                                + "<svg>|</svg>|<math>|<mi>|<mtext>|</math>|<style>|</style>|<script>|</script>|<button>|</button>|<object>|"
                                + "</object>|<marquee>|<select>|<option>|<textarea>|</textarea>|<form>|</form>|<font>|</font>|<nobr>|<i>|"
                                + "<div>|</div>|<section>|<article>|<pre>|\n|</pre>|<ruby>|<rt>|<title>|<iframe src=y>|</iframe>|<template>|"
                                + "</template>|<details>|<summary>|text|&lt;|&amp;|<img src=z>|<!--|-->|<![CDATA[|]]>|<foreignObject>|"
                                + "<fieldset>|<legend>|<dialog>|<center>|<plaintext>|<xmp>|<noscript>|</noscript>|<frameset>|<body>|<html>|"
                                + "<colgroup>|<col>|<th>|<tbody>|<video>|<source src=q>|<address>|<span lang=en>|</span>|<br>|<q>|\"|'|>")
                        .split("\\|", -1);
        var random = new Random(20260301);
        for (int i = 0; i < 30_000; i++) {
            var html = new StringBuilder();
            for (int n = random.nextInt(2, 16); n > 0; n--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            var once = clean(html.toString());
            assertThat(clean(once)).as(html.toString()).isEqualTo(once);
        }
    }
}
