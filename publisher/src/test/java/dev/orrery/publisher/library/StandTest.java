package dev.orrery.publisher.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.library.Stand.Mark;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandTest {
    private final Subscription ann = Given.subscription("Ann");
    private final Subscription bo = Given.subscription("Bo");
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

    /// The database is asked for the changed entry alone; what follows must be what reading all of it comes to.
    @Test
    void whatOneChangedEntryMakesOfAViewIsWhatTheDatabaseSays() {
        try (var store = new Store()) {
            var library = new Library(store.database(), "https://planets.example");
            var planet = Given.plain("clocks", "Clocks", 4, 3, ann, bo);
            store.put(planet);
            var random = new Random(7);
            var month = YearMonth.of(2026, 3);
            var entries = IntStream.range(0, 12)
                    .mapToObj(i -> Given.entry(
                                    i % 3 == 0 ? bo : ann, "Post " + i, "2026-03-%02dT00:30:00Z".formatted(1 + i / 2))
                            .get())
                    .toList();
            var views = List.of(
                    View.LATEST,
                    new View.Tagged("brass"),
                    new View.By(Names.inAddress("Bo")),
                    new View.From(ann.id()),
                    new View.In(month),
                    new View.On(month.atDay(4)),
                    new View.Single(entries.get(5).entryId()));
            int followed = 0;
            int steps = 60;
            for (int step = 0; step < steps; step++) {
                var entry = entries.get(random.nextInt(entries.size()));
                var before = views.stream().map(view -> stand(library, view)).toList();
                change(store, planet, entry, random.nextInt(5));
                for (int i = 0; i < before.size(); i++) {
                    var after = library.stand(before.get(i), "clocks", Set.of(entry.entryId()));
                    if (after.isPresent()) {
                        followed++;
                        var read = stand(library, views.get(i));
                        assertThat(after.get().marks())
                                .as("%s, step %d", views.get(i), step)
                                .isEqualTo(read.marks());
                        assertThat(after.get().hasOlder()).isEqualTo(read.hasOlder());
                        assertThat(after.get().version()).isEqualTo(read.version());
                    }
                }
            }
            assertThat(followed).isGreaterThan(steps * views.size() / 2);
        }
    }

    private static Stand stand(Library library, View view) {
        return library.stand("clocks", view).orElse(Stand.EMPTY);
    }

    private void change(Store store, Planet planet, Entry entry, int how) {
        var subscription = entry.feedId().equals(ann.feedId()) ? ann : bo;
        switch (how) {
            case 0 -> store.remove(planet, entry);
            case 1 -> store.put(Given.crowdedOut(Given.placement(planet, subscription, entry)));
            case 2 -> store.show(planet, subscription, entry, "brass");
            default -> store.show(planet, subscription, entry);
        }
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
