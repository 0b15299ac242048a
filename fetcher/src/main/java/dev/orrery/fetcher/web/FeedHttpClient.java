package dev.orrery.fetcher.web;

import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.web.Answer.Refused.By;
import dev.orrery.fetcher.web.Answer.Step;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Asks for documents as a guest does: with the validators it was given, saying who it is, within limits.
///
/// It blocks; run it on a virtual thread.
public final class FeedHttpClient implements AutoCloseable {
    private static final String ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json,"
            + " application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1";

    private final OutgoingHttp http;
    private final InstantSource clock;

    public FeedHttpClient(OutgoingHttp http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /// With a door of its own.
    ///
    /// @param contact an address at which a webmaster learns who we are and how to reach us
    public FeedHttpClient(AddressGuard guard, Limits limits, String contact, InstantSource clock) {
        this(new OutgoingHttp(guard, limits, contact), clock);
    }

    /// @throws InterruptedException if the client was closed meanwhile
    public Answer fetch(FeedRequest request) throws InterruptedException {
        return fetch(request, ExchangeListener.NONE);
    }

    /// As [#fetch(FeedRequest)], with somebody who looks on and may stop a redirect.
    public Answer fetch(FeedRequest request, ExchangeListener listener) throws InterruptedException {
        try (var held = ask(request, listener)) {
            return held.answer();
        }
    }

    /// As [#fetch(FeedRequest)], for who keeps the document for a while and asks for many: until what is returned is
    /// closed, its document is part of the memory that all may take together.
    ///
    /// @throws InterruptedException if the client was closed meanwhile
    public Held ask(FeedRequest request) throws InterruptedException {
        return ask(request, ExchangeListener.NONE);
    }

    private Held ask(FeedRequest request, ExchangeListener listener) throws InterruptedException {
        var share = http.room().share();
        try {
            return new Held(ask(request, listener, share), share);
        } catch (InterruptedException | RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /// Closes the door for all who use it.
    @Override
    public void close() {
        http.close();
    }

    private Answer ask(FeedRequest request, ExchangeListener listener, Room.Share share) throws InterruptedException {
        var url = HttpUrl.parse(request.url());
        if (url == null) {
            return new Answer.Unreachable(Step.ADDRESS, Reasons.noAddress(request.url()), List.of());
        }
        var end = http.<Answer>send(
                request(request, url, listener),
                share,
                (response, talk, hops) -> answer(request, response, talk, hops));
        return switch (end) {
            case Journey.Arrived<Answer>(var answer) -> answer;
            case Journey.Lost<Answer>(var step, var reason, var hops) -> new Answer.Unreachable(step, reason, hops);
        };
    }

    private Answer answer(FeedRequest request, Response response, Conversation conversation, List<Hop> hops)
            throws IOException, InterruptedException {
        var validators = new Validators(validator(response, "ETag"), validator(response, "Last-Modified"));
        if (response.code() == 304) {
            return new Answer.NotModified(validators.orElse(request.validators()), hints(response), hops);
        }
        if (response.code() != 200) {
            var wall = BotWall.seen(response, conversation);
            var reason = wall == null ? Reasons.of(response.code()) : wall;
            return new Answer.Refused(
                    response.code(), reason, wall == null ? By.SERVER : By.WALL, hints(response), hops);
        }
        int most = request.maxBytes() > 0 ? request.maxBytes() : http.limits().bodyBytes();
        return switch (new BodyReader(http.limits(), most).read(response, conversation)) {
            case BodyReader.Body body -> document(response, body.bytes(), validators, hops);
            case BodyReader.Unfit(var by, var reason) ->
                new Answer.Refused(response.code(), reason, by, hints(response), hops);
        };
    }

    private Answer document(Response response, byte[] body, Validators validators, List<Hop> hops) {
        var wall = BotWall.in(response, body);
        return wall != null
                ? new Answer.Refused(response.code(), wall, By.WALL, hints(response), hops)
                : new Answer.Document(
                        response.request().url().toString(),
                        response.code(),
                        response.header("Content-Type"),
                        body,
                        validators,
                        hints(response),
                        hops);
    }

    private Hints hints(Response response) {
        return Hints.of(
                response::headers,
                address -> {
                    var resolved = response.request().url().resolve(address);
                    return resolved == null ? null : resolved.toString();
                },
                clock.instant());
    }

    private Request request(FeedRequest request, HttpUrl url, ExchangeListener listener) {
        var planets = request.planets();
        var headers = new Headers.Builder()
                .add("User-Agent", http.userAgent("; %d planet%s".formatted(planets, planets == 1 ? "" : "s")))
                .add("Accept", ACCEPT)
                // Said by us, so that the client below does not decode without limits.
                .add("Accept-Encoding", Codings.ACCEPTED);
        // Servers have put other things than ASCII into validators.
        if (request.validators().etag() != null) {
            headers.addUnsafeNonAscii("If-None-Match", request.validators().etag());
        }
        if (request.validators().lastModified() != null) {
            headers.addUnsafeNonAscii("If-Modified-Since", request.validators().lastModified());
        }
        var asked = new Request.Builder().url(url).headers(headers.build()).tag(ExchangeListener.class, listener);
        return (request.insecure() ? asked.tag(Unverified.class, new Unverified()) : asked).build();
    }

    /// A validator in bytes that are not UTF-8 could not be sent back as it came, because the client below reads
    /// headers as UTF-8 and nothing else; so it counts as none.
    private static @Nullable String validator(Response response, String name) {
        var value = response.header(name);
        return value == null || value.isEmpty() || value.indexOf('\uFFFD') >= 0 ? null : value;
    }
}
