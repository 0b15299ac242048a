package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final String PARAGRAPH = "<p>" + "word ".repeat(50) + "</p>";

    @Test
    void aShortPostStaysAsItIsToTheLetter() {
        var html = "<p>Unclosed<p>and &nbsp;odd, " + "word ".repeat(200);

        assertThat(Fold.fold(html, count -> "rest")).isEqualTo(html);
    }

    @Test
    void aLongPostIsFoldedBetweenItsParagraphs() {
        var folded = fold(PARAGRAPH.repeat(10));

        assertThat(folded.select("body > p")).hasSize(5);
        assertThat(folded.select("body > details.more > p")).hasSize(5);
        assertThat(folded.selectFirst("details > summary").text()).isEqualTo("250 words more");
    }

    @Test
    void aHeadingIsFoldedWithWhatItHeads() {
        var folded = fold(PARAGRAPH.repeat(5) + "<h5>Next</h5>\n" + PARAGRAPH.repeat(4));

        assertThat(folded.select("body > h5")).isEmpty();
        assertThat(folded.selectFirst("details > summary").nextElementSibling().text())
                .isEqualTo("Next");
    }

    @Test
    void headingsAtTheCutAreNotLeftBehind() {
        var folded = fold(PARAGRAPH.repeat(4) + "<p>" + "word ".repeat(49) + "</p><h5>Fiftieth of the fifth</h5>"
                + PARAGRAPH.repeat(4));

        assertThat(folded.select("body > h5")).isEmpty();
    }

    @Test
    void aPostInAWrapperIsFoldedWithinIt() {
        var folded = fold("<div><div>" + PARAGRAPH.repeat(10) + "</div></div>");

        assertThat(folded.select("body > div > div > details.more > p")).hasSize(5);
    }

    @Test
    void textThatKnowsOnlyLineBreaksIsFoldedAtAnEmptyLine() {
        var folded = fold(("word ".repeat(60) + "<br><br>").repeat(10));

        assertThat(folded.select("details")).hasSize(1);
        assertThat(Counting.words(folded.selectFirst("details").ownText())).isEqualTo(300);
    }

    @Test
    void aFoldThatHidesLittleIsNotWorthTheClick() {
        assertThat(fold(PARAGRAPH.repeat(7)).select("details")).isEmpty();
    }

    @Test
    void nothingIsLostOrMoved() {
        var html = PARAGRAPH.repeat(3) + "<pre>a\n  b &lt; c</pre>" + PARAGRAPH.repeat(3) + "<ul><li>x</li></ul>"
                + PARAGRAPH;

        var folded = fold(html.repeat(2));

        folded.select("summary").remove();
        assertThat(folded.body().wholeText())
                .isEqualTo(Jsoup.parse(html.repeat(2)).body().wholeText());
    }

    @Test
    void whatNoSanitizerWroteStaysAsItIs() {
        for (var html :
                List.of(PARAGRAPH.repeat(9) + "<p>open", "<div>" + PARAGRAPH.repeat(9), PARAGRAPH.repeat(9) + "<")) {
            assertThat(Fold.fold(html, count -> "rest")).isEqualTo(html);
        }
    }

    @Test
    void signsThatStandForOthersAreNoWords() {
        var folded = fold(("<p>" + "this &amp; that ".repeat(40) + "</p>").repeat(8));

        assertThat(folded.selectFirst("summary").text()).isEqualTo("320 words more");
    }

    @Test
    void wordsAreCountedInScriptsWithoutSpaces() {
        assertThat(Counting.words("昨夜は雲が切れて")).isEqualTo(4);
        assertThat(Counting.words("Don’t count well-known words twice, 3 times"))
                .isEqualTo(7);
    }

    private static Document fold(String html) {
        return Jsoup.parse(Fold.fold(html, count -> count + " words more"));
    }
}
