package dev.orrery.fetcher.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Makes an [Exchange] of what the client below tells while a request is under way. A request says who wants to know
/// by its tag, so that one client serves those who look on and those who do not.
///
/// Addresses of a name are tried at the same time on threads of the client's own, so everything here is guarded.
final class ExchangeTracer extends EventListener {
    private final ExchangeListener listener;
    private final String url;
    private final long start = System.nanoTime();
    private long step = start;
    private List<Exchange.Field> asked = List.of();
    private List<Exchange.Field> answered = List.of();
    private @Nullable String protocol;
    private @Nullable String peer;
    private @Nullable Integer status;
    private Exchange.@Nullable Tls tls;
    private long bytes;
    private @Nullable Duration lookUp;
    private @Nullable Duration connect;
    private @Nullable Duration secure;
    private @Nullable Duration firstByte;

    private ExchangeTracer(ExchangeListener listener, String url) {
        this.listener = listener;
        this.url = url;
    }

    static EventListener of(Call call) {
        var listener = call.request().tag(ExchangeListener.class);
        return listener == null || listener == ExchangeListener.NONE
                ? EventListener.NONE
                : new ExchangeTracer(listener, call.request().url().toString());
    }

    @Override
    public synchronized void dnsStart(Call call, String host) {
        step = System.nanoTime();
    }

    @Override
    public synchronized void dnsEnd(Call call, String host, List<InetAddress> addresses) {
        lookUp = sinceStep();
    }

    @Override
    public synchronized void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        step = System.nanoTime();
        peer = address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public synchronized void secureConnectStart(Call call) {
        connect = sinceStep();
        step = System.nanoTime();
    }

    @Override
    public synchronized void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        secure = sinceStep();
    }

    @Override
    public synchronized void connectEnd(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol negotiated) {
        peer = address.getAddress().getHostAddress() + ":" + address.getPort();
        if (connect == null) {
            connect = sinceStep();
        }
    }

    @Override
    public synchronized void connectionAcquired(Call call, okhttp3.Connection connection) {
        var address = connection.route().socketAddress();
        peer = address.getAddress().getHostAddress() + ":" + address.getPort();
        protocol = connection.protocol().toString();
        tls = tls(connection.handshake());
    }

    @Override
    public synchronized void requestHeadersEnd(Call call, Request request) {
        asked = fields(request.headers());
        step = System.nanoTime();
    }

    @Override
    public synchronized void responseHeadersEnd(Call call, Response response) {
        firstByte = sinceStep();
        status = response.code();
        answered = fields(response.headers());
    }

    @Override
    public synchronized void responseBodyEnd(Call call, long byteCount) {
        bytes = byteCount;
    }

    @Override
    public void callEnd(Call call) {
        listener.ended(exchange());
    }

    @Override
    public void callFailed(Call call, IOException e) {
        listener.ended(exchange());
    }

    private synchronized Exchange exchange() {
        var whole = Duration.ofNanos(System.nanoTime() - start);
        return new Exchange(
                url,
                asked,
                protocol,
                peer,
                status,
                answered,
                tls,
                bytes,
                new Exchange.Timing(lookUp, connect, secure, firstByte, whole));
    }

    private Duration sinceStep() {
        return Duration.ofNanos(System.nanoTime() - step);
    }

    private static List<Exchange.Field> fields(Headers headers) {
        var fields = new ArrayList<Exchange.Field>(headers.size());
        for (var header : headers) {
            fields.add(new Exchange.Field(header.getFirst(), header.getSecond()));
        }
        return fields;
    }

    private static Exchange.@Nullable Tls tls(@Nullable Handshake handshake) {
        if (handshake == null) {
            return null;
        }
        var certificates = handshake.peerCertificates();
        var version = handshake.tlsVersion().javaName();
        return !certificates.isEmpty() && certificates.getFirst() instanceof X509Certificate first
                ? new Exchange.Tls(
                        version,
                        first.getSubjectX500Principal().getName(),
                        first.getIssuerX500Principal().getName(),
                        first.getNotAfter().toInstant())
                : new Exchange.Tls(version, null, null, null);
    }
}
