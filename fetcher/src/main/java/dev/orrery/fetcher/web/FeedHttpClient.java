package dev.orrery.fetcher.web;

import dev.orrery.fetcher.web.Answer.Step;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Asks for documents as a guest does: with the validators it was given, saying who it is, within limits.
///
/// Redirects are followed here and not by the client below, so that each hop is looked at. It blocks; run it on a
/// virtual thread.
public final class FeedHttpClient implements AutoCloseable {
    private static final String ACCEPT = "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9,"
            + " application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1";

    private final Limits limits;
    private final String contact;
    private final InstantSource clock;
    private final OkHttpClient http;
    private final BodyReader bodies;
    private volatile boolean closed;

    /// @param contact an address at which a webmaster learns who we are and how to reach us
    public FeedHttpClient(AddressGuard guard, Limits limits, String contact, InstantSource clock) {
        this.limits = limits;
        this.contact = contact;
        this.clock = clock;
        this.bodies = new BodyReader(limits);
        this.http = new OkHttpClient.Builder()
                .socketFactory(new GuardedSockets(guard))
                // A proxy would connect for us where the guard does not see it.
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .connectTimeout(limits.connect())
                .readTimeout(limits.exchange())
                .writeTimeout(limits.exchange())
                .callTimeout(limits.exchange())
                .eventListenerFactory(ExchangeTracer::of)
                .build();
    }

    /// @throws InterruptedException if the client was closed meanwhile
    public Answer fetch(FeedRequest request) throws InterruptedException {
        return fetch(request, ExchangeListener.NONE);
    }

    /// As [#fetch(FeedRequest)], with somebody who looks on and may stop a redirect.
    public Answer fetch(FeedRequest request, ExchangeListener listener) throws InterruptedException {
        var url = HttpUrl.parse(request.url());
        if (url == null) {
            return new Answer.Unreachable(
                    Step.ADDRESS, "“%s” is not an address of the web.".formatted(request.url()), List.of());
        }
        long deadline = System.nanoTime() + limits.exchange().toNanos();
        var hops = new ArrayList<Hop>();
        try {
            return follow(request, url, hops, deadline, listener);
        } catch (IOException e) {
            if (closed) {
                throw new InterruptedException("the client was closed");
            }
            return new Answer.Unreachable(Reasons.step(e), Reasons.of(e, url.host(), limits), hops);
        }
    }

    OkHttpClient http() {
        return http;
    }

    Limits limits() {
        return limits;
    }

    String contact() {
        return contact;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    private Answer follow(FeedRequest request, HttpUrl start, List<Hop> hops, long deadline, ExchangeListener listener)
            throws IOException {
        var url = start;
        for (int hop = 0; hop <= limits.redirects(); hop++) {
            if (!url.username().isEmpty() || !url.password().isEmpty()) {
                return new Answer.Unreachable(
                        Step.ADDRESS, "The address holds a user name; such addresses are not fetched.", hops);
            }
            var call = http.newCall(request(request, url, listener));
            var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            call.timeout().timeout(left.toNanos(), TimeUnit.NANOSECONDS);
            try (var response = call.execute()) {
                if (!isRedirect(response)) {
                    return answer(request, response, hops);
                }
                var location = String.valueOf(response.header("Location"));
                var next = url.resolve(location);
                if (next == null) {
                    return new Answer.Refused(
                            response.code(),
                            "The server redirects to “%s”, which we do not fetch.".formatted(location),
                            hints(response),
                            hops);
                }
                var redirect = new Hop(url.toString(), next.toString(), response.code());
                hops.add(redirect);
                if (!listener.follows(redirect)) {
                    return new Answer.Unreachable(
                            Step.REDIRECT,
                            "The server redirects to %s, which was asked already.".formatted(next),
                            hops);
                }
                url = next;
            }
        }
        return new Answer.Unreachable(
                Step.REDIRECT, "The server redirects more than %d times.".formatted(limits.redirects()), hops);
    }

    private Answer answer(FeedRequest request, Response response, List<Hop> hops) throws IOException {
        var validators = new Validators(header(response, "ETag"), header(response, "Last-Modified"));
        if (response.code() == 304) {
            return new Answer.NotModified(validators.orElse(request.validators()), hints(response), hops);
        }
        if (response.code() != 200) {
            return new Answer.Refused(response.code(), Reasons.of(response.code()), hints(response), hops);
        }
        return switch (bodies.read(response)) {
            case BodyReader.Body body ->
                new Answer.Document(
                        response.request().url().toString(),
                        response.code(),
                        response.header("Content-Type"),
                        body.bytes(),
                        validators,
                        hints(response),
                        hops);
            case BodyReader.Unfit unfit -> new Answer.Refused(response.code(), unfit.reason(), hints(response), hops);
        };
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
        var headers = new Headers.Builder()
                .add("User-Agent", userAgent(request.planets()))
                .add("Accept", ACCEPT)
                // Said by us, so that the client below does not decode without limits.
                .add("Accept-Encoding", "gzip");
        // Servers have put other things than ASCII into validators.
        if (request.validators().etag() != null) {
            headers.addUnsafeNonAscii("If-None-Match", request.validators().etag());
        }
        if (request.validators().lastModified() != null) {
            headers.addUnsafeNonAscii("If-Modified-Since", request.validators().lastModified());
        }
        return new Request.Builder()
                .url(url)
                .headers(headers.build())
                .tag(ExchangeListener.class, listener)
                .build();
    }

    private String userAgent(int planets) {
        return "Orrery/0.1 (+%s; %d planet%s)".formatted(contact, planets, planets == 1 ? "" : "s");
    }

    /// A validator in bytes that are not UTF-8 could not be sent back as it came, so it counts as none.
    private static @Nullable String header(Response response, String name) {
        var value = response.header(name);
        return value == null || value.isEmpty() || value.indexOf('\uFFFD') >= 0 ? null : value;
    }

    private static boolean isRedirect(Response response) {
        return switch (response.code()) {
            case 301, 302, 303, 307, 308 -> response.header("Location") != null;
            default -> false;
        };
    }
}
