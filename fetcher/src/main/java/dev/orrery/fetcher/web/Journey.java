package dev.orrery.fetcher.web;

import dev.orrery.fetcher.web.Answer.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// One request on its way through redirects to whoever answers it. Every hop is looked at as if it were asked for by
/// itself: its form, its turn at its server, and the guard when it is connected.
final class Journey<T> {
    private final OutgoingHttp http;
    private final Request first;
    private final Conversation conversation;
    private final Reader<T> reader;
    private final List<Hop> hops = new ArrayList<>();
    private HttpUrl url;

    /// What is made of an answer that is no redirect.
    @FunctionalInterface
    interface Reader<T> {
        T read(Response response, Conversation conversation, List<Hop> hops) throws IOException, InterruptedException;
    }

    /// How it ended.
    sealed interface End<T> {}

    record Arrived<T>(T value) implements End<T> {}

    record Lost<T>(Step step, String reason, List<Hop> hops) implements End<T> {}

    Journey(OutgoingHttp http, Request first, Conversation conversation, Reader<T> reader) {
        this.http = http;
        this.first = first;
        this.conversation = conversation;
        this.reader = reader;
        this.url = Destination.normal(first.url());
    }

    /// @throws InterruptedException if the client was closed meanwhile
    End<T> go() throws InterruptedException {
        try {
            for (int hop = 0; hop <= http.limits().redirects(); hop++) {
                var unfit = Destination.unfit(url);
                var end = unfit == null ? ask() : lost(Step.ADDRESS, unfit);
                if (end != null) {
                    return end;
                }
            }
            return lost(
                    Step.REDIRECT,
                    "The server redirects more than %d times."
                            .formatted(http.limits().redirects()));
        } catch (IOException e) {
            if (http.isClosed()) {
                throw new InterruptedException("the client was closed");
            }
            return lost(e);
        }
    }

    /// @return null if it goes on elsewhere
    private @Nullable End<T> ask() throws IOException, InterruptedException {
        var server = Destination.server(url);
        conversation.turn(http.turns(), server);
        try {
            var call = http.call(
                    first.newBuilder()
                            .url(url)
                            .tag(Conversation.class, conversation)
                            .build(),
                    url.host().equals(Destination.normal(first.url()).host()));
            conversation.deadline.covers(call);
            http.lookups().by(conversation.deadline);
            try (var response = call.execute()) {
                return isRedirect(response)
                        ? follow(response)
                        : new Arrived<>(reader.read(response, conversation, hops));
            } finally {
                http.lookups().done();
                conversation.leash().end();
            }
        } finally {
            http.turns().give(server);
        }
    }

    private @Nullable End<T> follow(Response response) {
        var location = String.valueOf(response.header("Location"));
        var next = url.resolve(location);
        if (next == null) {
            return lost(Step.REDIRECT, "The server redirects to “%s”, which we do not fetch.".formatted(location));
        }
        next = Destination.normal(next);
        if (first.body() != null && url.isHttps() && !next.isHttps()) {
            return lost(Step.REDIRECT, "The server redirects what we sent to %s, which is not secure.".formatted(next));
        }
        var hop = new Hop(url.toString(), next.toString(), response.code());
        hops.add(hop);
        var listener = first.tag(ExchangeListener.class);
        if (listener != null && !listener.follows(hop)) {
            return lost(Step.REDIRECT, "The server redirects to %s, which was asked already.".formatted(next));
        }
        url = next;
        return null;
    }

    private Lost<T> lost(IOException e) {
        if (e instanceof Conversation.Crowded) {
            return lost(Step.OURSELVES, String.valueOf(e.getMessage()));
        }
        if (conversation.deadline.isOver()) {
            return lost(Step.EXCHANGE, Reasons.tooSlow(http.limits()));
        }
        if (conversation.leash().wasFlooded()) {
            return lost(Step.EXCHANGE, Reasons.endlessHeaders(url.host()));
        }
        var reason = Reasons.of(e, url.host(), http.limits());
        return conversation.keptWaiting()
                ? lost(Step.OURSELVES, "This machine had no memory free and let the server wait. " + reason)
                : lost(Reasons.step(e), reason);
    }

    private Lost<T> lost(Step step, String reason) {
        return new Lost<>(step, reason, hops);
    }

    private static boolean isRedirect(Response response) {
        if (response.header("Location") == null) {
            return false;
        }
        // What was sent is sent again only where the server says that it may be (RFC 9110 section 15.4).
        boolean sends = !response.request().method().equals("GET");
        return switch (response.code()) {
            case 307, 308 -> true;
            case 301, 302, 303 -> !sends;
            default -> false;
        };
    }
}
