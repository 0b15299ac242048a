package dev.orrery.fetcher.web;

import dev.orrery.events.guard.AddressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// The door: every request that leaves Orrery goes through here, and there is one of it.
///
/// It asks [AddressGuard] before it connects, lets one request at a time to each server, keeps to [Limits], holds no
/// cookies, uses no proxy (which would connect for us where the guard does not see it), and keeps connections and
/// TLS sessions for the next request. It blocks; use it on virtual threads.
public final class OutgoingHttp implements AutoCloseable {
    private final Limits limits;
    private final String contact;
    private final GuardedSockets sockets;
    private final Lookups lookups;
    private final Turns turns;
    private final Room room;
    private final ScheduledThreadPoolExecutor alarm = Deadline.alarm();
    private final OkHttpClient verifying;
    private final OkHttpClient trusting;
    private volatile boolean closed;

    /// @param contact an address at which a webmaster learns who we are and how to reach us
    public OutgoingHttp(AddressGuard guard, Limits limits, String contact) {
        this(guard, limits, contact, InetAddress::getAllByName, UnaryOperator.identity());
    }

    /// @param resolver what asks DNS
    /// @param tuned    for tests, which trust certificates of their own
    OutgoingHttp(
            AddressGuard guard,
            Limits limits,
            String contact,
            Lookups.Resolver resolver,
            UnaryOperator<OkHttpClient.Builder> tuned) {
        this.limits = limits;
        this.contact = contact;
        this.sockets = new GuardedSockets(guard);
        this.lookups = new Lookups(guard, resolver);
        this.turns = new Turns(limits.atOnce());
        this.room = new Room(limits.memory());
        this.verifying = tuned.apply(builder()).build();
        this.trusting = TrustAll.in(verifying);
    }

    /// Asks for a document.
    ///
    /// @param headers beside the user agent
    /// @param most    bytes of the body, decoded; what is larger is not taken
    /// @throws InterruptedException if this was closed meanwhile
    public Reply get(String url, Map<String, String> headers, int most) throws InterruptedException {
        return send(url, headers, null, most);
    }

    /// Sends a form (`application/x-www-form-urlencoded`). A redirect is followed only where it may be sent again
    /// (307 and 308).
    ///
    /// @param most bytes of the answer's body, decoded
    /// @throws InterruptedException if this was closed meanwhile
    public Reply postForm(String url, Map<String, String> form, int most) throws InterruptedException {
        var body = new FormBody.Builder();
        form.forEach(body::add);
        return send(url, Map.of(), body.build(), most);
    }

    /// Whatever is under way is interrupted.
    @Override
    public void close() {
        closed = true;
        turns.close();
        room.close();
        lookups.close();
        verifying.dispatcher().cancelAll();
        verifying.connectionPool().evictAll();
        alarm.shutdownNow();
    }

    /// @param share what the reader takes for the answer; the caller's to give back
    <T> Journey.End<T> send(Request request, Room.Share share, Journey.Reader<T> reader) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the client was closed");
        }
        try (var deadline = new Deadline(alarm, limits.exchange())) {
            return new Journey<>(this, request, new Conversation(deadline, share), reader).go();
        }
    }

    String userAgent(String more) {
        return "Orrery/0.1 (+%s%s)".formatted(contact, more);
    }

    Limits limits() {
        return limits;
    }

    Turns turns() {
        return turns;
    }

    Room room() {
        return room;
    }

    Lookups lookups() {
        return lookups;
    }

    boolean isClosed() {
        return closed;
    }

    /// @param atHome whether it goes to the host that was named; only there may it be that certificates are not
    /// verified
    Call call(Request request, boolean atHome) {
        boolean unverified = atHome && request.tag(Unverified.class) != null;
        return (unverified ? trusting : verifying).newCall(request);
    }

    private Reply send(String url, Map<String, String> headers, @Nullable RequestBody body, int most)
            throws InterruptedException {
        var address = HttpUrl.parse(url);
        if (address == null) {
            return new Reply.None(Answer.Step.ADDRESS, Reasons.noAddress(url), List.of());
        }
        var request = new Request.Builder().url(address).header("User-Agent", userAgent(""));
        headers.forEach(request::header);
        request.header("Accept-Encoding", Codings.ACCEPTED);
        if (body != null) {
            request.post(body);
        }
        try (var share = room.share()) {
            return switch (send(
                    request.build(), share, (response, talk, hops) -> Reply.of(response, talk, hops, limits, most))) {
                case Journey.Arrived<Reply>(var reply) -> reply;
                case Journey.Lost<Reply>(var step, var reason, var hops) -> new Reply.None(step, reason, hops);
            };
        }
    }

    private OkHttpClient.Builder builder() {
        return new OkHttpClient.Builder()
                .socketFactory(sockets)
                .dns(lookups)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .connectTimeout(limits.connect())
                .readTimeout(limits.exchange())
                .writeTimeout(limits.exchange())
                .eventListenerFactory(ExchangeTracer::of)
                .addNetworkInterceptor(this::leashed);
    }

    private Response leashed(Interceptor.Chain chain) throws IOException {
        var connection = chain.connection();
        var conversation = chain.request().tag(Conversation.class);
        if (connection == null || conversation == null) {
            throw new IllegalStateException("a request goes out beside the door");
        }
        var leash = sockets.leash(connection.socket());
        leash.begin(connection.protocol() == Protocol.HTTP_2);
        conversation.on(leash);
        var response = chain.proceed(chain.request());
        leash.body();
        var length = response.header("Content-Length");
        if (length != null && !length.matches("\\d+")) {
            // The client below would take a number below zero at its word.
            throw new ProtocolException("it says that the document has %s bytes".formatted(length));
        }
        return response;
    }
}
