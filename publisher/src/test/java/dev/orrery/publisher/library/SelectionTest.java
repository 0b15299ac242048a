package dev.orrery.publisher.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.Store;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectionTest {
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
    void olderPagesGoBackToTheFirstPost() {
        IntStream.range(0, 150)
                .forEach(i -> show(ann, "post " + i, "2026-03-%02dT%02d:00:00Z".formatted(1 + i / 24, i % 24)));

        var read = new ArrayList<String>();
        boolean older = true;
        for (int page = 1; older; page++) {
            var edition = edition(View.LATEST, page).orElseThrow();
            assertThat(edition.scope().page()).isEqualTo(page);
            read.addAll(titles(edition));
            older = edition.scope().hasOlder();
        }

        assertThat(read).hasSize(150).startsWith("post 149").endsWith("post 0").doesNotHaveDuplicates();
        assertThat(edition(View.LATEST, 4)).isEmpty();
    }

    /// The first page of such a planet is shorter than the others.
    @Test
    void aPlanetOfTheLastDaysHasAsManyPagesAsItPages() {
        var lastDays = Given.plain("clocks", "Clocks", 4, 2, ann);
        store.put(lastDays);
        assertThat(library.pages(lastDays, View.LATEST)).isEqualTo(1);
        for (int day = 10; day < 20; day++) {
            show(ann, "post " + day, "2026-03-" + day + "T12:00:00Z");
        }

        int last = 1;
        while (edition(View.LATEST, last).orElseThrow().scope().hasOlder()) {
            last++;
        }

        assertThat(titles(edition(View.LATEST, 1).orElseThrow())).containsExactly("post 19", "post 18", "post 17");
        assertThat(library.pages(lastDays, View.LATEST)).isEqualTo(last).isEqualTo(3);
    }

    @Test
    void aTagAnAuthorAndASubscriptionHaveTheirPosts() {
        store.show(
                planet,
                ann,
                Given.entry(ann, "gears", "2026-03-01T12:00:00Z")
                        .by("Ann Wheel")
                        .get(),
                "Brass");
        store.show(
                planet,
                bo,
                Given.entry(bo, "springs", "2026-03-02T12:00:00Z")
                        .by("Ann  Wheel", "Bo")
                        .get(),
                "Steel",
                "Brass");
        show(bo, "cogs", "2026-03-03T12:00:00Z");

        assertThat(titles(new View.Tagged("brass"))).containsExactly("springs", "gears");
        assertThat(titles(new View.By("ann-wheel"))).containsExactly("springs", "gears");
        assertThat(titles(new View.From(bo.id()))).containsExactly("cogs", "springs");
        assertThat(edition(new View.Tagged("brass"), 1).orElseThrow().scope().name())
                .isEqualTo("Brass");
        assertThat(edition(new View.From("bo"), 1).orElseThrow().scope().name()).isEqualTo("Bo");
        assertThat(edition(new View.Tagged("copper"), 1)).isEmpty();
        assertThat(edition(new View.By("nobody"), 1)).isEmpty();
    }

    /// 23:30 UTC is the next day in Berlin.
    @Test
    void timesAreThePlanetsOwn() {
        show(ann, "march", "2026-03-31T21:30:00Z");
        show(ann, "april", "2026-03-31T22:30:00Z");

        assertThat(titles(new View.In(YearMonth.of(2026, 3)))).containsExactly("march");
        assertThat(titles(new View.In(YearMonth.of(2026, 4)))).containsExactly("april");
        assertThat(titles(new View.On(LocalDate.of(2026, 3, 31)))).containsExactly("march");
        assertThat(titles(new View.On(LocalDate.of(2026, 4, 2)))).containsExactly("april", "march");
    }

    @Test
    void aDaysPageIsThePageAsItWas() {
        var days = Given.plain("clocks", "Clocks", 2, 0, ann);
        store.put(days);
        for (int day = 1; day < 6; day++) {
            show(ann, "post " + day, "2026-03-0%dT12:00:00Z".formatted(day));
        }

        assertThat(titles(new View.On(LocalDate.of(2026, 3, 3)))).containsExactly("post 3", "post 2");
    }

    @Test
    void whatIsCrowdedOutStandsOnItsFeedsPageAndOnItsOwn() {
        var entry = show(ann, "the 21st today", "2026-03-01T12:00:00Z");
        place(entry, Outcome.COLLAPSED, null);

        assertThat(titles(View.LATEST)).isEmpty();
        assertThat(titles(new View.From(ann.id()))).containsExactly("the 21st today");
        assertThat(titles(new View.Single(entry.entryId()))).containsExactly("the 21st today");
    }

    @Test
    void whatIsNotShownHasAFate() {
        var first = show(ann, "first", "2026-03-01T12:00:00Z");
        var again = show(bo, "again", "2026-03-01T13:00:00Z");
        place(again, Outcome.DUPLICATE, first.entryId());
        var hidden = show(bo, "hidden", "2026-03-01T14:00:00Z");
        place(hidden, Outcome.HIDDEN, null);
        store.database().getCollection("entries").insertOne(new Document("_id", "e-gone").append("withdrawn", true));

        assertThat(library.fate("clocks", first.entryId())).isEqualTo(new Fate.Shown());
        assertThat(library.fate("clocks", again.entryId())).isEqualTo(new Fate.Elsewhere(first.entryId()));
        assertThat(library.fate("clocks", hidden.entryId())).isEqualTo(new Fate.Hidden());
        assertThat(library.fate("clocks", "e-gone")).isEqualTo(new Fate.Withdrawn());
        assertThat(library.fate("clocks", "e-never")).isEqualTo(new Fate.Unknown());
        assertThat(edition(new View.Single(hidden.entryId()), 1)).isEmpty();
    }

    private void place(Entry entry, Outcome outcome, String duplicateOf) {
        var shown = Given.placement(planet, entry.feedId().equals(ann.feedId()) ? ann : bo, entry);
        store.put(new Placement(
                shown.planet(),
                shown.entryId(),
                shown.feedId(),
                shown.subscription(),
                outcome,
                shown.rankAt(),
                duplicateOf,
                shown.reasons(),
                shown.tags(),
                shown.from(),
                shown.entry()));
    }

    private Entry show(Subscription subscription, String title, String published) {
        var entry = Given.entry(subscription, title, published).get();
        store.show(planet, subscription, entry);
        return entry;
    }

    private Optional<Edition> edition(View view, int page) {
        return library.edition("clocks", view, page, _ -> {});
    }

    private List<String> titles(View view) {
        return titles(edition(view, 1).orElseThrow());
    }

    private static List<String> titles(Edition edition) {
        return edition.posts().stream().map(post -> post.entry().title()).toList();
    }
}
