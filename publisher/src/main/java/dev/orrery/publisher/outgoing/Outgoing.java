package dev.orrery.publisher.outgoing;

import dev.orrery.events.guard.AddressGuard;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;

/// How requests leave a publisher: only to where the guard lets them, with no cookies, no redirects followed,
/// and an end.
public final class Outgoing {
    private Outgoing() {}

    /// @param exchange how long a request may take, whatever the other side does
    public static OkHttpClient.Builder within(Duration exchange, AddressGuard guard) {
        return new OkHttpClient.Builder()
                .socketFactory(new GuardedSockets(guard))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .retryOnConnectionFailure(false)
                .callTimeout(exchange);
    }
}
