package dev.orrery.publisher.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.library.Around.Crowd;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private final Store store = new Store();
    private final Library library = new Library(store.database(), "https://planets.example");
    private final Subscription ann = Given.subscription("Ann");
    private final Subscription bo = Given.subscription("Bo");
    private final Planet planet = Given.planet("clocks", "Europe/Berlin", "en", ann, bo);

    @BeforeEach
    void fill() {
        store.put(planet);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void postsAreCountedByEverythingTheyCanBeLookedUpBy() {
        // Given: the last of them is of April already in Berlin
        show(ann, "one", "2026-02-01T10:00:00Z", "Brass");
        show(ann, "two", "2026-03-01T10:00:00Z", "Brass", "Oil");
        show(bo, "three", "2026-03-31T22:30:00Z", "Oil");
        crowdOut(bo, "four", "2026-03-30T10:00:00Z");

        var register = library.register("clocks", _ -> {}).orElseThrow();

        assertThat(register.posts()).isEqualTo(4);
        assertThat(register.home()).isEqualTo("https://planets.example/clocks/");
        assertThat(register.tags().get("brass").tally()).isEqualTo(new Tally(2, Instant.parse("2026-03-01T10:00:00Z")));
        assertThat(register.tags().get("oil").tally().posts()).isEqualTo(2);
        assertThat(register.authors().get("bo").tally().posts()).isEqualTo(2);
        assertThat(register.subscriptions().get("ann").posts()).isEqualTo(2);
        assertThat(register.months().keySet())
                .containsExactly(YearMonth.of(2026, 2), YearMonth.of(2026, 3), YearMonth.of(2026, 4));
        assertThat(register.newest()).contains(Instant.parse("2026-03-31T22:30:00Z"));
    }

    @Test
    void namesAreThoseOfTheNewestPost() {
        show(ann, "old", "2026-02-01T10:00:00Z", "BRASS");
        show(ann, "new", "2026-03-01T10:00:00Z", "Brass");
        show(ann, "older", "2026-01-01T10:00:00Z", "brass");

        assertThat(library.register("clocks", _ -> {})
                        .orElseThrow()
                        .tags()
                        .get("brass")
                        .name())
                .isEqualTo("Brass");
    }

    @Test
    void whatWasNeverShownIsNotCounted() {
        store.put(Given.plain("empty", "Empty", 60, 0, ann));
        show(ann, "elsewhere", "2026-02-01T10:00:00Z");

        assertThat(library.register("empty", _ -> {}).orElseThrow().posts()).isZero();
        assertThat(library.register("nope", _ -> {})).isEmpty();
    }

    @Test
    void aPostKnowsItsNeighboursAlsoOfTheSameMoment() {
        var first = show(ann, "first", "2026-03-01T10:00:00Z");
        var twins = List.of(show(ann, "twin a", "2026-03-02T10:00:00Z"), show(bo, "twin b", "2026-03-02T10:00:00Z"));
        var last = show(bo, "last", "2026-03-03T10:00:00Z");
        var latest = library.edition("clocks", _ -> {}).orElseThrow().posts();
        assertThat(latest).hasSize(2 + twins.size());

        for (int i = 0; i < latest.size(); i++) {
            var around = around(new View.Single(latest.get(i).entry().entryId()));

            assertThat(around.newer())
                    .isEqualTo(i == 0 ? null : latest.get(i - 1).placement());
            assertThat(around.older())
                    .isEqualTo(i == latest.size() - 1 ? null : latest.get(i + 1).placement());
        }
        assertThat(latest.getFirst().entry()).isEqualTo(last);
        assertThat(latest.getLast().entry()).isEqualTo(first);
    }

    @Test
    void aDayAndAMonthKnowTheNextOnesWithPosts() {
        var early = show(ann, "early", "2026-01-05T10:00:00Z");
        show(ann, "middle", "2026-03-10T10:00:00Z");
        show(ann, "same month", "2026-03-20T10:00:00Z");
        var late = show(ann, "late", "2026-06-05T10:00:00Z");

        var month = around(new View.In(YearMonth.of(2026, 3)));
        var day = around(new View.On(LocalDate.of(2026, 3, 10)));

        assertThat(month.older().entryId()).isEqualTo(early.entryId());
        assertThat(month.newer().entryId()).isEqualTo(late.entryId());
        assertThat(day.older().entryId()).isEqualTo(early.entryId());
        assertThat(day.newer().entry().title()).isEqualTo("same month");
    }

    @Test
    void whatIsCrowdedOutIsCountedByTheDaysOfThePlanet() {
        show(ann, "shown", "2026-03-10T10:00:00Z");
        crowdOut(ann, "one", "2026-03-10T09:00:00Z");
        // The tenth in Berlin, though not in UTC.
        crowdOut(ann, "two", "2026-03-09T23:30:00Z");
        crowdOut(ann, "of another day", "2026-03-08T10:00:00Z");

        assertThat(around(View.LATEST).crowdedOut()).isEqualTo(Map.of(new Crowd(LocalDate.of(2026, 3, 10), "ann"), 2));
    }

    private Around around(View view) {
        return library.around(library.edition("clocks", view, 1, _ -> {}).orElseThrow());
    }

    private Entry show(Subscription one, String title, String published, String... tags) {
        var entry = Given.entry(one, title, published).get();
        store.show(planet, one, entry, tags);
        return entry;
    }

    private void crowdOut(Subscription one, String title, String published) {
        var entry = Given.entry(one, title, published).get();
        store.put(entry);
        store.put(Given.crowdedOut(Given.placement(planet, one, entry)));
    }
}
