package dev.orrery.enricher.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacerTest {
    private static final Instant AT = Instant.parse("2026-03-02T00:00:00Z");

    private final Placer placer = new Placer();
    private final Entry entry = new Enrichment(new Sanitizer())
            .enrich(RawEntries.entry()
                    .by(new Person("Unknown", "noreply@blogger.com", null))
                    .categories(new Category("KVM", null, null))
                    .build());

    private static Subscription subscription(State state) {
        return new Subscription(
                "jane", RawEntries.FEED, RawEntries.FEED_URL, "Jane's blog", null, null, List.of(), state, Map.of());
    }

    private Placement placed(State state, @Nullable Verdict verdict) {
        var subscription = subscription(state);
        var planet = new Planet(
                "p",
                4,
                "P",
                null,
                null,
                null,
                List.of(),
                60,
                0,
                "UTC",
                "en",
                "modern",
                Map.of(),
                List.of(subscription));
        return placer.place(new Candidate(entry, planet, subscription, verdict));
    }

    private Verdict verdict(Verdict.Kind kind, @Nullable String note) {
        return new Verdict("p", entry.entryId(), kind, "owner@example.org", AT, note);
    }

    @Test
    void anEntryIsShownThroughItsSubscription() {
        var placement = placed(State.ACTIVE, null);

        assertThat(placement.outcome()).isEqualTo(Outcome.SHOWN);
        assertThat(placement.reasons())
                .containsExactly(new Reason("subscription", "pass", "carried through “Jane's blog”"));
        assertThat(placement.subscription()).isEqualTo("jane");
        assertThat(placement.from()).isEqualTo(new Placement.From(1, 4, null));
        assertThat(placement.tags()).containsExactly(new PlacedTag("kvm", "KVM", "category", null));
        assertThat(placement.rankAt()).isEqualTo(entry.rankAt());
    }

    @Test
    void whereTheFeedNamesNobodyTheSubscriptionIsTheAuthor() {
        assertThat(placed(State.ACTIVE, null).entry().authors()).containsExactly("Jane's blog");
    }

    @Test
    void aPausedSubscriptionHides() {
        var placement = placed(State.PAUSED, null);
        assertThat(placement.outcome()).isEqualTo(Outcome.HIDDEN);
        assertThat(placement.reasons().getLast().verdict()).isEqualTo("hide");
    }

    @ParameterizedTest
    @EnumSource
    void theOwnersWordIsTheLast(Verdict.Kind kind) {
        var expected =
                switch (kind) {
                    case HIDE -> Outcome.HIDDEN;
                    case QUARANTINE -> Outcome.QUARANTINED;
                    case SHOW, PIN -> Outcome.SHOWN;
                };

        var placement = placed(State.PAUSED, verdict(kind, null));

        assertThat(placement.outcome()).isEqualTo(expected);
        assertThat(placement.reasons()).extracting(Reason::rule).containsExactly("subscription", "moderation");
        assertThat(placement.from().verdictAt()).isEqualTo(AT);
    }

    @Test
    void aPlacementRepeatsNoMailAddress() {
        var placement = placed(State.ACTIVE, verdict(Verdict.Kind.HIDE, "spam, ask boss@example.org"));
        assertThat(placement.toString()).contains("the owner hid it: spam, ask").doesNotContain("example.org");
    }
}
