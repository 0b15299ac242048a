package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();

    @Test
    void whoComesAloneGoesAtOnce() {
        var batches = new Batches<Integer, Integer>(this::doubled);

        assertThat(batches.submit(21)).isEqualTo(42);
        assertThat(sizes).containsExactly(1);
    }

    @Test
    void whoComesMeanwhileGoesTogether() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var batches = new Batches<Integer, Integer>(tasks -> {
            if (sizes.isEmpty()) {
                begun.countDown();
                await(go);
            }
            return doubled(tasks);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<Integer>>();
            results.add(threads.submit(() -> batches.submit(0)));
            begun.await();
            var queued = new CountDownLatch(49);
            IntStream.range(1, 50)
                    .forEach(i -> results.add(threads.submit(() -> {
                        queued.countDown();
                        return batches.submit(i);
                    })));
            queued.await();
            go.countDown();

            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(2 * i);
            }
        }
        assertThat(sizes.size()).as("batches for 50 tasks").isLessThan(25);
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(50);
    }

    @Test
    void theOneThatFailsFailsAlone() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var batches = new Batches<Integer, Integer>(tasks -> {
            if (sizes.isEmpty()) {
                begun.countDown();
                await(go);
            }
            var results = doubled(tasks);
            if (tasks.contains(13)) {
                throw new IllegalArgumentException("13 brings bad luck");
            }
            return results;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> batches.submit(0));
            begun.await();
            var unlucky = threads.submit(() -> batches.submit(13));
            var lucky = threads.submit(() -> batches.submit(14));
            go.countDown();

            assertThat(first.get()).isZero();
            assertThat(lucky.get()).isEqualTo(28);
            assertThatThrownBy(unlucky::get).hasRootCauseMessage("13 brings bad luck");
        }
    }

    private List<Integer> doubled(List<Integer> tasks) {
        sizes.add(tasks.size());
        return tasks.stream().map(task -> 2 * task).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
