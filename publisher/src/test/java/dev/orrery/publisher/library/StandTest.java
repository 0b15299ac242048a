package dev.orrery.publisher.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.library.Stand.Mark;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandTest {
    private final Subscription ann = Given.subscription("Ann");
    private final Planet clocks = Given.planet("clocks", ann);
    private final Entry gears = entry("Gears", "2026-03-01T07:30:00Z");
    private final Entry springs = entry("Springs", "2026-03-02T07:30:00Z");
    private final Entry wheels = entry("Wheels", "2026-03-03T07:30:00Z");

    @Test
    void theSamePostsInTheSameStateAreTheSameVersion() {
        assertThat(whole(springs, gears).version())
                .isEqualTo(whole(springs, gears).version())
                .isNotEqualTo(whole(gears).version())
                .isNotEqualTo(Stand.of(List.of(placed(springs, "brass"), placed(gears)), false)
                        .version());
    }

    @Test
    void itIsToldWhatCameAndWhatWent() {
        var difference = whole(wheels, gears).since(whole(springs, gears));

        assertThat(difference.fresh()).extracting(Mark::entryId).containsExactly(wheels.entryId());
        assertThat(difference.edited()).isEmpty();
        assertThat(difference.gone()).containsExactly(springs.entryId());
    }

    @Test
    void anotherTagOrRevisionIsAnEdit() {
        var tagged = Stand.of(List.of(placed(springs, "brass"), placed(gears)), false);

        var difference = tagged.since(whole(springs, gears));

        assertThat(difference.edited()).extracting(Mark::entryId).containsExactly(springs.entryId());
        assertThat(difference.fresh()).isEmpty();
        assertThat(difference.gone()).isEmpty();
    }

    @Test
    void whatFallsOffTheEndIsNotGone() {
        var before = Stand.of(List.of(placed(springs), placed(gears)), false);
        var after = Stand.of(List.of(placed(wheels), placed(springs)), true);

        assertThat(after.since(before).gone()).isEmpty();
        assertThat(after.since(before).fresh()).extracting(Mark::entryId).containsExactly(wheels.entryId());
    }

    @Test
    void whatMovesUpFromBehindTheEndIsNotNew() {
        var before = Stand.of(List.of(placed(wheels), placed(springs)), true);
        var after = Stand.of(List.of(placed(springs), placed(gears)), false);

        assertThat(after.since(before).fresh()).isEmpty();
        assertThat(after.since(before).gone()).containsExactly(wheels.entryId());
    }

    @Test
    void aPostThatComesLateIsNewEvenIfItIsTheOldest() {
        assertThat(whole(wheels, springs, gears).since(whole(wheels, springs)).fresh())
                .extracting(Mark::entryId)
                .containsExactly(gears.entryId());
    }

    /// Blogs that date their posts by the day all post at midnight.
    @Test
    void amongPostsOfTheSameMomentTheIdDecidesWhichIsBehindTheEnd() {
        var posts = List.of(entry("One", "2026-03-01T00:00:00Z"), entry("Two", "2026-03-01T00:00:00Z")).stream()
                .sorted((a, b) -> a.entryId().compareTo(b.entryId()))
                .toList();
        var first = placed(posts.getFirst());
        var second = placed(posts.getLast());

        assertThat(Stand.of(List.of(first), true)
                        .since(Stand.of(List.of(first, second), false))
                        .gone())
                .isEmpty();
        assertThat(Stand.of(List.of(second), true)
                        .since(Stand.of(List.of(first, second), true))
                        .gone())
                .containsExactly(posts.getFirst().entryId());
    }

    private Stand whole(Entry... entries) {
        return Stand.of(Arrays.stream(entries).map(this::placed).toList(), false);
    }

    private Placement placed(Entry entry) {
        return placed(entry, new String[0]);
    }

    private Placement placed(Entry entry, String... tags) {
        return Given.placement(clocks, ann, entry, tags);
    }

    private Entry entry(String title, String published) {
        return Given.entry(ann, title, published).get();
    }
}
