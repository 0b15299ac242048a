package dev.orrery.publisher.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.publisher.Given;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Parameters;
import dev.orrery.publisher.serve.Questions.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searches on one thread, which a test can hold up.
class SearchingTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final Parameters GEARS = Parameters.of("q=gears");

    private final Store store = new Store();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path folder;

    private Indexed indexed;
    private Searching searching;

    @BeforeEach
    void open() throws Exception {
        store.put(Given.planet("clocks", Given.subscription("Ann")));
        indexed = new Indexed(folder);
        searching = new Searching(
                new Library(store.database(), "https://planets.example/"),
                indexed.live(),
                this::slowly,
                _ -> new byte[0],
                nanos::get,
                1);
    }

    @AfterEach
    void close() {
        searching.close();
        indexed.close();
        store.close();
    }

    @Test
    void whereTooManyAskTheOthersAreToldToComeAgain() throws Exception {
        var asked = new ArrayList<CompletableFuture<Reply>>();
        asked.add(ask("clocks"));
        started.await();
        for (int i = 0; i < Searching.WAITING; i++) {
            asked.add(ask("clocks"));
        }

        assertThat(ask("clocks").resultNow()).isInstanceOf(Reply.Busy.class);

        released.countDown();
        for (var one : asked) {
            assertThat(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Reply.There.class);
        }
    }

    @Test
    void whoHasWaitedForLongIsToldToComeAgain() throws Exception {
        var first = ask("clocks");
        started.await();
        var second = ask("clocks");
        nanos.addAndGet(Searching.LONGEST_WAIT.toNanos() + 1);

        released.countDown();

        assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Reply.There.class);
        assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Reply.Busy.class);
    }

    @Test
    void aSearchThatFailsIsNoAnswer() throws Exception {
        store.shutDown();

        assertThat(ask("clocks").handle((reply, failure) -> failure).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isNotNull();
    }

    private byte[] slowly(Result result) {
        started.countDown();
        try {
            released.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new byte[0];
    }

    private CompletableFuture<Reply> ask(String slug) {
        return searching.ask(slug, Format.SEARCH, GEARS);
    }
}
