package dev.orrery.publisher.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A publisher may be stopped before all of it has begun.
class KafkaThreadTest {
    @Test
    void oneThatWasNeverStartedIsClosedAtOnce() {
        var thread = new KafkaThread("never", () -> {});

        assertThatCode(thread::close).doesNotThrowAnyException();
        assertThat(thread.isOpen()).isFalse();
    }

    @Test
    void closingWaitsForTheWorkToEnd() {
        var ended = new CountDownLatch(1);
        var thread = new KafkaThread("waiting", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                ended.countDown();
            }
        });
        thread.start();

        thread.close();

        assertThat(ended.getCount()).isZero();
    }
}
