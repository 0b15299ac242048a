package dev.orrery.publisher.outgoing;

import dev.orrery.events.guard.AddressGuard;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// How requests leave a publisher: only to where the guard lets them, with no cookies, no redirects followed,
/// and an end.
///
/// The client is built for the first of them: to read all certificates that Java trusts would take a tenth of a
/// publisher's start, and most never ask anybody.
public final class Outgoing implements AutoCloseable {
    private final Duration exchange;
    private final AddressGuard guard;
    private @Nullable OkHttpClient client;

    /// @param exchange how long a request may take, whatever the other side does
    public Outgoing(Duration exchange, AddressGuard guard) {
        this.exchange = exchange;
        this.guard = guard;
    }

    /// Blocks until the answer's head is there.
    public Response send(Request request) throws IOException {
        return client().newCall(request).execute();
    }

    /// Ends what is under way.
    @Override
    public synchronized void close() {
        if (client != null) {
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
        }
    }

    private synchronized OkHttpClient client() {
        var built = client;
        if (built == null) {
            built = new OkHttpClient.Builder()
                    .socketFactory(new GuardedSockets(guard))
                    .proxy(Proxy.NO_PROXY)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .cookieJar(CookieJar.NO_COOKIES)
                    .retryOnConnectionFailure(false)
                    .callTimeout(exchange)
                    .build();
            client = built;
        }
        return built;
    }
}
