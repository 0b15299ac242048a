package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.EventCodec;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.events.Topics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryCutTest {
    @Test
    void anEntryThatFitsIsLeftAlone() {
        var source = source("T", "<p>Short.</p>", List.of());

        assertThat(EntryCut.fit(source)).isSameAs(source);
    }

    @Test
    void tooMuchTextIsCutAtATagAndSaidSo() {
        var source = source("T", "<p>word word</p>".repeat(300_000), List.of());

        var fitted = EntryCut.fit(source);

        assertThat(EventCodec.encode(fitted)).hasSizeLessThan(Topics.MAX_RAW_ENTRY_BYTES);
        assertThat(fitted.content().value()).hasSizeGreaterThan(100_000).matches("(?s).*(</p>|word|<p>)");
        assertThat(fitted.cut()).matches("content cut from 4,800,000 to [0-9,]+ characters");
        assertThat(fitted.title()).isEqualTo(source.title());
    }

    @Test
    void charactersThatGrowInJsonAreCounted() {
        var fitted = EntryCut.fit(source("T", "\u0001".repeat(1_900_000), List.of()));

        assertThat(EventCodec.encode(fitted)).hasSizeLessThan(Topics.MAX_RAW_ENTRY_BYTES);
    }

    @Test
    void noCharacterIsCutInTwo() {
        var fitted = EntryCut.fit(source("T", "a" + "🪐".repeat(1_000_000), List.of()));

        assertThat(fitted.content().value()).endsWith("🪐");
    }

    @Test
    void anEndlessTitleIsCut() {
        var fitted = EntryCut.fit(source("t".repeat(5_000_000), "c", List.of()));

        assertThat(fitted.title().value()).hasSize(1_000);
        assertThat(fitted.cut()).isEqualTo("title cut from 5,000,000 to 1,000 characters");
    }

    @Test
    void endlessListsAreCut() {
        var categories = IntStream.range(0, 5_000)
                .mapToObj(i -> new Category(i + "c".repeat(1_000), null, null))
                .toList();

        var fitted = EntryCut.fit(source("T", "<p>Short.</p>", categories));

        assertThat(EventCodec.encode(fitted)).hasSizeLessThan(Topics.MAX_RAW_ENTRY_BYTES);
        assertThat(fitted.categories()).hasSize(50);
        assertThat(fitted.cut()).contains("beyond the first 50");
    }

    static Source source(String title, String content, List<Category> categories) {
        return new Source(
                "g",
                new Text("html", title, null, null),
                List.of(),
                null,
                new Text("html", content, null, null),
                List.of(),
                categories,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }
}
