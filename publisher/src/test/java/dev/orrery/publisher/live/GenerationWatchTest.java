package dev.orrery.publisher.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GenerationWatchTest {
    private static final long DOWN = 0;

    private final AtomicLong live = new AtomicLong(1);
    private final AtomicInteger told = new AtomicInteger();
    private final GenerationWatch watch = new GenerationWatch(this::live, new Everything());

    @Test
    void anotherGenerationMayHaveChangedAnything() {
        watch.look();
        watch.look();
        assertThat(told).hasValue(0);

        live.set(2);
        watch.look();
        watch.look();
        assertThat(told).hasValue(1);
    }

    @Test
    void aSwitchWhileMongoDbDidNotAnswerIsNoticedAfterwards() {
        watch.look();
        live.set(DOWN);
        watch.look();
        live.set(2);
        watch.look();

        assertThat(told).hasValue(1);
    }

    private long live() {
        if (live.get() == DOWN) {
            throw new MongoTimeoutException("down");
        }
        return live.get();
    }

    private final class Everything implements Changes {
        @Override
        public void planet(String slug) {}

        @Override
        public void definition(String slug) {}

        @Override
        public void feed(String feedId) {}

        @Override
        public void health(String feedId) {}

        @Override
        public void everything() {
            told.incrementAndGet();
        }
    }
}
