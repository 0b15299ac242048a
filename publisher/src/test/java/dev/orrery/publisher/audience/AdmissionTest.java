package dev.orrery.publisher.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void nobodyGetsInBeyondAnyLimitAndRoomThatIsLeftIsTaken() {
        var admission = new Admission(new Limits(4, 3, 2));

        assertThat(admission.enter("clocks", "a")).isTrue();
        assertThat(admission.enter("clocks", "a")).isTrue();
        assertThat(admission.enter("clocks", "a"))
                .as("a third from one address")
                .isFalse();
        assertThat(admission.enter("clocks", "b")).isTrue();
        assertThat(admission.enter("clocks", "c")).as("a fourth of one planet").isFalse();
        assertThat(admission.enter("stars", "c")).isTrue();
        assertThat(admission.enter("stars", "d")).as("a fifth in all").isFalse();

        admission.leave("clocks", "a");

        assertThat(admission.enter("stars", "d")).isTrue();
        assertThat(admission.count()).isEqualTo(4);
    }

    @Test
    void whoWasRefusedTakesNoRoom() {
        var admission = new Admission(new Limits(2, 1, 1));
        admission.enter("clocks", "a");
        for (int i = 0; i < 10; i++) {
            assertThat(admission.enter("clocks", "b")).isFalse();
        }

        assertThat(admission.enter("stars", "b")).isTrue();
    }

    @Test
    void filesAreLeftForPages() {
        assertThat(new Limits(20_000, 9, 9).within(20_000).all()).isEqualTo(19_000);
        assertThat(new Limits(20_000, 9, 9).within(1_024).all()).isEqualTo(512);
        assertThat(new Limits(20_000, 9, 9).within(-1).all()).isEqualTo(20_000);
    }
}
