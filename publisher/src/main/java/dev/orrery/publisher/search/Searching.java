package dev.orrery.publisher.search;

import dev.orrery.events.Planet;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.search.Found.Hit;
import dev.orrery.publisher.search.Result.Alone;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Parameters;
import dev.orrery.publisher.serve.Questions;
import dev.orrery.publisher.serve.Rendering;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers searches on threads of their own: half of the processors at most, and whoever would have to wait for long
/// is told to come again, so that searching never takes from serving.
public final class Searching implements Questions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Searching.class);
    private static final int PAGE = 20;
    private static final int FEED = 40;
    static final int WAITING = 32;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /// One-word searches that are tried where nothing was found.
    private static final int MOST_ALONE = 5;

    private final Library library;
    private final LiveIndex live;
    private final Searcher searcher;
    private final Result.Renderer page;
    private final Result.Renderer feed;
    private final LongSupplier nanos;
    private final ThreadPoolExecutor executor;

    /// @param nanos as [System#nanoTime]
    public Searching(Library library, LiveIndex live, Result.Renderer page, Result.Renderer feed, LongSupplier nanos) {
        this(library, live, page, feed, nanos, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    Searching(
            Library library,
            LiveIndex live,
            Result.Renderer page,
            Result.Renderer feed,
            LongSupplier nanos,
            int threads) {
        this.library = library;
        this.live = live;
        this.searcher = new Searcher(live, nanos);
        this.page = page;
        this.feed = feed;
        this.nanos = nanos;
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("search-", 1).factory());
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletableFuture<Reply> ask(String slug, Format format, Parameters parameters) {
        long asked = nanos.getAsLong();
        var reply = new CompletableFuture<Reply>();
        try {
            executor.execute(() -> {
                try {
                    boolean late = nanos.getAsLong() - asked > LONGEST_WAIT.toNanos();
                    reply.complete(late ? new Reply.Busy() : answer(slug, format, parameters));
                } catch (IOException | RuntimeException e) {
                    LOG.warn("A search on planet={} failed: {}", slug, e.toString());
                    reply.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException _) {
            reply.complete(new Reply.Busy());
        }
        return reply;
    }

    private Reply answer(String slug, Format format, Parameters parameters) throws IOException {
        var planet = library.planet(slug);
        if (planet.isEmpty()) {
            return new Reply.Missing();
        }
        boolean isFeed = format == Format.SEARCH_FEED;
        if (isFeed && live.percent() < LiveIndex.COMPLETE) {
            // A reader that gets half of it would take the other half for news.
            return new Reply.Busy();
        }
        int size = isFeed ? FEED : PAGE;
        int number = isFeed ? 1 : parameters.number("page", Searcher.MOST / PAGE);
        var sorting = isFeed ? Sorting.NEWEST : Sorting.of(parameters.get("sort"));
        var question = QuestionReader.read(parameters.get("q"));
        return result(planet.get(), question, sorting, number, size)
                .<Reply>map(result -> new Reply.There(Rendering.of(
                        format.type(),
                        (isFeed ? feed : page).render(result),
                        isFeed ? result.edition().updated() : Optional.empty())))
                .orElseGet(Reply.Missing::new);
    }

    private Optional<Result> result(Planet planet, Question question, Sorting sorting, int number, int size)
            throws IOException {
        var found = question.isEmpty() ? Found.NOTHING : searcher.find(planet, question, sorting, number, size);
        var alone = found.total() == 0 && !found.wasLate() ? alone(planet, question) : List.<Alone>of();
        int pages = (Math.min(found.total(), Searcher.MOST) + size - 1) / size;
        return library.posts(
                        planet.planet(), found.hits().stream().map(Hit::entryId).toList())
                .map(edition -> new Result(edition, question, sorting, found, number, pages, live.percent(), alone));
    }

    private List<Alone> alone(Planet planet, Question question) throws IOException {
        var words = question.words();
        if (words.isEmpty() || (words.size() == 1 && !question.isNarrowed())) {
            return List.of();
        }
        var counts = new ArrayList<Alone>();
        for (var word : words.subList(0, Math.min(words.size(), MOST_ALONE))) {
            int posts = searcher.count(planet, word);
            if (posts > 0) {
                counts.add(new Alone(word.typed(), posts));
            }
        }
        return counts;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
