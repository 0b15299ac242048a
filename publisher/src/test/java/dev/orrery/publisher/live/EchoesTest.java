package dev.orrery.publisher.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EchoesTest {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final List<String> heard = new ArrayList<>();
    private final Echoes echoes = new Echoes(() -> now);

    @Test
    void aChangeIsToldAtOnceAndAgainWhenOthersHaveHadTimeToStoreIt() {
        echoes.tell(() -> heard.add("clocks"));
        echoes.due();
        assertThat(heard).hasSize(1);

        pass(Duration.ofSeconds(1));
        assertThat(heard).hasSize(2);
        pass(Duration.ofSeconds(4));
        assertThat(heard).hasSize(3);
        pass(Duration.ofSeconds(25));
        assertThat(heard).hasSize(4);
        pass(Duration.ofHours(1));
        assertThat(heard).hasSize(4);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        echoes.due();
    }
}
