package dev.orrery.enricher.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tables are taken as they were parsed, and which are parsed again as they are written.
class TablesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table><tr><td>gear</td><th>teeth</th></tr></table>",
                "<table>\n<caption>Gears</caption><colgroup><col span=2></colgroup>"
                        + "<thead><tr><th>gear</th></tr></thead>\n<tbody><tr><td><p>main</p></td></tr></tbody></table>",
                "<div><blockquote><table><tr><td>gear</td></tr></table></blockquote></div>",
                "<table><!-- by hand --><tr><td><ul><li>gear</li></ul></td></tr></table>"
            })
    void aTableAsPeopleWriteItIsTakenAsItIs(String html) {
        assertThat(Tables.isSettled(table(html))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ul><li><table><tr><td>gear</td></tr></table></li></ul>",
                "<a href='/gears'><table><tr><td>gear</td></tr></table></a>",
                "<table><tr><td><table><tr><td>within a cell</td></tr></table></td></tr></table><p>",
                "<table><form><tr><td>gear</td></tr></form></table>",
                "<table><tr><script>1</script><td>gear</td></tr></table>"
            })
    void whatMayBeElsewhereWhenItIsParsedAgainIsParsedAgain(String html) {
        var tables = new Desk().parsed(html).select("table");

        assertThat(Tables.isSettled(tables.last())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>gear</div>", "<p>gear</p>"})
    void nothingElseIsATable(String html) {
        assertThat(Tables.isSettled(new Desk().parsed(html).child(0))).isFalse();
    }

    private static Element table(String html) {
        return new Desk().parsed(html).selectFirst("table");
    }
}
