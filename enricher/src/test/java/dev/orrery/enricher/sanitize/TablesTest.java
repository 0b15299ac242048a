package dev.orrery.enricher.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tables need no second look, and that those do which might.
class TablesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table><tr><td>1</table>",
                "<div><figure><table> <caption>c</caption><colgroup><col></colgroup><thead><tr><th>h"
                        + "</thead>\n<!-- x --><tbody><tr><td><p>1<ul><li>2</ul></table></figure></div>",
                // Moved before the table, where it stands as if it had been written there.
                "<table><b>x<tr><td>1</table>"
            })
    void whereOnlyBoxesAreAroundItATableIsParsedAsItIsWritten(String html) {
        assertThat(isSettled(html)).isTrue();
        assertThat(Promises.broken(html)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ul><li>x<table><li>y</table></ul>",
                "<a href=x>x<table><tr><td><a href=y>y</a></table></a>",
                "<b><table><tr><td>1</table></b>",
                "<table><tr><td><table><tr><td>1</table></table>",
                "<table><form></form><tr><td>1</table>",
                "<table><script></script><tr><td>1</table>"
            })
    void whereThatIsNotSureItIsLookedAtAgain(String html) {
        assertThat(isSettled(html)).isFalse();
        assertThat(Promises.broken(html)).isEmpty();
    }

    @Test
    void othersAreNoTables() {
        var ruby = Objects.requireNonNull(Promises.parsed("<ruby>1<rt>2</ruby>").firstElementChild());

        assertThat(Tables.isSettled(ruby)).isFalse();
    }

    /// Of the innermost.
    private static boolean isSettled(String html) {
        return Tables.isSettled(Promises.parsed(html).select("table").getLast());
    }
}
