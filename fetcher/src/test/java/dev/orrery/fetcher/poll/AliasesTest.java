package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasesTest {
    @ParameterizedTest
    @CsvSource({
        "http://ann.example/2026/gears/, https://www.ann.blog/2026/gears",
        "//ann.example/2026/gears, /2026/gears",
        "https://ann.example/2026/gears?utm_source=rss&utm_medium=feed, http://ann.example/2026/gears",
        "https://ann.example/?p=7, https://ann.blog/?p=7",
        "https://ann.example/changes#v2, https://ann.blog/changes#v2",
    })
    void aLinkOutlivesAMove(String one, String other) {
        assertThat(aliases(one, "T", "x").link())
                .isNotNull()
                .isEqualTo(aliases(other, "T", "x").link());
    }

    @ParameterizedTest
    @CsvSource({
        "https://ann.example/2026/gears, https://ann.example/2026/springs",
        "https://ann.example/?p=7, https://ann.example/?p=8",
        "https://ann.example/changes#v2, https://ann.example/changes#v3",
    })
    void otherLinksAreOthers(String one, String other) {
        assertThat(aliases(one, "T", "x").link())
                .isNotEqualTo(aliases(other, "T", "x").link());
    }

    @ParameterizedTest
    @CsvSource({"https://ann.example/", "https://ann.example", "//ann.example/", "/"})
    void theSitesOwnAddressNamesNoPost(String link) {
        assertThat(aliases(link, "T", "x").link()).isNull();
    }

    @Test
    void aTextOutlivesAnotherTemplate() {
        var one = aliases(null, "On Gears", "<p>They <b>turn</b>,&nbsp;mostly.</p>");
        assertThat(one.text())
                .isEqualTo(aliases(null, "on gears", "They turn, mostly").text());
        assertThat(one.text())
                .isNotEqualTo(aliases(null, "On Gears", "They turn").text());
        assertThat(one.title()).isEqualTo(aliases(null, "On gears!", "").title());
        assertThat(aliases(null, "On", "gears").text())
                .as("a title's end is not the text's beginning")
                .isNotEqualTo(aliases(null, "Ong", "ears").text());
        assertThat(aliases(null, "", "").text()).isNull();
    }

    @Test
    void theSameInAnotherFeedIsAnother() {
        assertThat(Aliases.of("f-one", source("https://a.example/1", "T", "x")))
                .isNotEqualTo(Aliases.of("f-two", source("https://a.example/1", "T", "x")));
    }

    @Test
    void markupThatNeverEndsCostsNoMoreThanItsLength() {
        assertTimeout(Duration.ofSeconds(2), () -> {
            aliases(null, "T", "<".repeat(4_000_000));
            aliases(null, "T", "&".repeat(4_000_000));
            aliases(null, "T", "<a>".repeat(1_000_000));
        });
    }

    private static Aliases aliases(@Nullable String link, String title, String html) {
        return Aliases.of("f-one", source(link, title, html));
    }

    private static Source source(@Nullable String link, String title, String html) {
        return new Source(
                null,
                new Text(Text.PLAIN, title, null, null),
                link == null ? List.of() : List.of(new Link(link, "alternate", null, null)),
                null,
                new Text(Text.HTML, html, null, null),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }
}
