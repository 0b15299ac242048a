package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future.State;
import org.junit.jupiter.api.Test;

class KeptTest {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private boolean heard = true;
    private boolean down;
    private int made;
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Kept<Integer> kept = new Kept<>(this::make, () -> now, work::add, () -> heard);

    @Test
    void isMadeWhenItIsFirstAskedFor() {
        assertThat(work).isEmpty();

        assertThat(answer()).isEqualTo(1);
    }

    @Test
    void isNotMadeAgainWhileNothingChanges() {
        answer();
        pass(Duration.ofDays(1));

        assertThat(answer()).isEqualTo(1);
    }

    @Test
    void isMadeAgainAfterAChange() {
        answer();
        pass(Duration.ofSeconds(2));
        kept.changed();

        assertThat(answer()).isEqualTo(2);
    }

    @Test
    void isMadeOnceForAllWhoAskAtATime() {
        var first = kept.get();
        var second = kept.get();
        finish();

        assertThat(first.resultNow()).isEqualTo(1);
        assertThat(second.resultNow()).isEqualTo(1);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void isMadeAtMostOnceASecondAndIsNeverOlderThanThat() {
        answer();
        kept.changed();
        pass(Duration.ofMillis(999));
        assertThat(answer()).isEqualTo(1);

        pass(Duration.ofMillis(1));

        assertThat(answer()).isEqualTo(2);
    }

    @Test
    void aChangeWhileItIsMadeIsNotLost() {
        var beforeTheChange = kept.get();
        kept.changed();
        var afterTheChange = kept.get();
        pass(Duration.ofSeconds(3));
        finish();
        assertThat(beforeTheChange.resultNow()).isEqualTo(1);
        assertThat(afterTheChange.state()).isEqualTo(State.RUNNING);
        finish();

        assertThat(afterTheChange.resultNow()).isEqualTo(2);
    }

    @Test
    void aFailureShowsWhereNothingIsKept() {
        down = true;
        var answer = kept.get();
        finish();

        assertThat(answer.state()).isEqualTo(State.FAILED);
        assertThat(kept.get().state()).as("it is not tried again at once").isEqualTo(State.FAILED);
        assertThat(work).isEmpty();

        down = false;
        pass(Duration.ofSeconds(1));
        assertThat(answer()).isEqualTo(2);
    }

    @Test
    void whatIsKeptIsServedOnWhileItCannotBeMade() {
        answer();
        pass(Duration.ofSeconds(2));
        kept.changed();
        down = true;
        assertThat(answer()).isEqualTo(1);

        pass(Duration.ofSeconds(2));
        var whileTrying = kept.get();
        assertThat(whileTrying.state()).as("nobody waits for another failure").isEqualTo(State.SUCCESS);
        assertThat(whileTrying.resultNow()).isEqualTo(1);

        down = false;
        finish();
        assertThat(answer()).isEqualTo(3);
    }

    @Test
    void isMadeAgainByTimeWhileChangesAreNotHeard() {
        answer();
        heard = false;
        pass(Duration.ofSeconds(29));
        assertThat(answer()).isEqualTo(1);

        pass(Duration.ofSeconds(1));

        assertThat(answer()).isEqualTo(2);
    }

    @Test
    void aClockThatWasSetBackDoesNotStopIt() {
        answer();
        pass(Duration.ofHours(-1));
        kept.changed();

        assertThat(answer()).isEqualTo(2);
    }

    private int make() {
        made++;
        if (down) {
            throw new IllegalStateException("the store is down");
        }
        return made;
    }

    private int answer() {
        CompletableFuture<Integer> answer = kept.get();
        finish();
        return answer.resultNow();
    }

    private void finish() {
        for (int due = work.size(); due > 0; due--) {
            work.remove().run();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
