package dev.orrery.fetcher.discover;

import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Exchange;
import dev.orrery.fetcher.web.ExchangeListener;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.FeedRequest;
import dev.orrery.fetcher.web.Hop;
import dev.orrery.fetcher.web.Validators;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// The requests of one search: one after the other, never two to the same address, redirects included, and none to a
/// server that has shown that it does not want or cannot take more.
final class Visits implements ExchangeListener {
    /// Walls let nothing through, and count who knocks.
    private static final int MOST_WALLS = 2;

    private final FeedHttpClient web;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, Integer> walls = new HashMap<>();
    private @Nullable Exchange last;
    private int requests;

    /// An answer, and how it came.
    record Visit(Answer answer, @Nullable Exchange exchange) {}

    Visits(FeedHttpClient web) {
        this.web = web;
    }

    int requests() {
        return requests;
    }

    /// Whether it may be asked for at all.
    boolean mayAsk(HttpUrl url) {
        return !asked.contains(url.toString()) && !closed.contains(server(url));
    }

    /// @throws InterruptedException if the client was closed meanwhile
    Visit ask(HttpUrl url) throws InterruptedException {
        asked.add(url.toString());
        last = null;
        var answer = web.fetch(new FeedRequest(url.toString(), Validators.NONE, 0), this);
        var visit = new Visit(answer, last);
        if (last == null) {
            // Not even a request came of it, but it was tried.
            requests++;
        }
        return visit;
    }

    /// Asks this server for nothing more.
    void close(HttpUrl url) {
        closed.add(server(url));
    }

    void walled(HttpUrl url) {
        if (walls.merge(server(url), 1, Integer::sum) >= MOST_WALLS) {
            close(url);
        }
    }

    @Override
    public boolean follows(Hop hop) {
        return asked.add(hop.to());
    }

    @Override
    public void ended(Exchange exchange) {
        last = exchange;
        requests++;
    }

    private static String server(HttpUrl url) {
        return "%s://%s:%d".formatted(url.scheme(), url.host(), url.port());
    }
}
