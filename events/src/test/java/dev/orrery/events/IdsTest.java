package dev.orrery.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void idsAreReadableAndNeverChange() {
        assertThat(Ids.feedId("https://ann.example/feed.xml")).isEqualTo("f-6rwz7xxvrugnrb745nh6mfpcxu");
    }

    @Test
    void theSamePartsCutElsewhereAreAnotherEntry() {
        assertThat(Ids.entryId("f-a", "bc")).isNotEqualTo(Ids.entryId("f-ab", "c"));
    }
}
