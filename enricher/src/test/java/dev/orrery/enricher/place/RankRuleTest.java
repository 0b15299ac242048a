package dev.orrery.enricher.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.RawEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// “Why does my post stand there?”
class RankRuleTest {
    private static final Subscription JANE = new Subscription(
            "jane", RawEntries.FEED, RawEntries.FEED_URL, "Jane", null, null, List.of(), State.ACTIVE, Map.of());
    private static final Planet PLANET =
            new Planet("p", 1, "P", null, null, null, List.of(), 60, 0, "UTC", "en", "modern", Map.of(), List.of(JANE));

    /// First seen at noon of the first of March.
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T11:00:00Z, 2026-03-01T11:30:00Z, 2026-03-01T11:00:00Z, dated by its author",
        ", 2026-03-01T11:30:00Z, 2026-03-01T11:30:00Z, 'dated by its last change, as it names no other date'",
        ", , 2026-03-01T12:00:00Z, 'it bears no date of its own, so it stands where it was first seen'",
        "2027-03-01T11:00:00Z, , 2026-03-01T12:00:00Z,"
                + " 'its date lies after it was first seen, so it stands where it was first seen'",
        "1970-01-01T00:00:00Z, , 2026-03-01T12:00:00Z,"
                + " 'its date is older than the Web, so it stands where it was first seen'",
        "2026-03-01T09:00:00Z, , 2026-03-01T11:00:00Z, 'its date was changed since it was first seen, which moves nothing'",
    })
    void thePlaceInTimeIsExplained(
            @Nullable Instant published, @Nullable Instant updated, Instant rankAt, String sentence) {
        var ruling = new RankRule()
                .look(new Candidate(
                        new Enrichment(new Sanitizer()).enrich(raw(published, updated, rankAt)), PLANET, JANE, null))
                .orElseThrow();

        assertThat(ruling.reason().detail()).isEqualTo(sentence);
        assertThat(ruling.outcome()).as("it decides nothing").isNull();
    }

    private static RawEntry raw(@Nullable Instant published, @Nullable Instant updated, Instant rankAt) {
        var raw = RawEntries.entry().build();
        return new RawEntry(
                raw.entryId(),
                raw.feedId(),
                raw.feedUrl(),
                raw.revision(),
                raw.state(),
                raw.key(),
                raw.firstSeenAt(),
                rankAt,
                raw.seenAt(),
                null,
                raw.contentHash(),
                raw.document(),
                Objects.requireNonNull(raw.source()).withDates(published, updated));
    }
}
