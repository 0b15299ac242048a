package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever looks on sees what really went over the wire.
class ExchangeTest extends WebStory {
    private final List<Exchange> seen = new ArrayList<>();

    @TempDir
    Path folder;

    private final ExchangeListener listener = new ExchangeListener() {
        @Override
        public boolean follows(Hop hop) {
            return !hop.to().endsWith("/closed");
        }

        @Override
        public void ended(Exchange exchange) {
            seen.add(exchange);
        }
    };

    @Test
    void eachHopIsShownWithItsHeaders() throws InterruptedException {
        var body = gzipped("<rss/>".repeat(1_000));
        serve("/old", exchange -> redirect(exchange, 301, "/feed"));
        serve("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().add("Link", "<a>");
            exchange.getResponseHeaders().add("Link", "<b>");
            answer(exchange, 200, body);
        });

        web.fetch(new FeedRequest(url("/old"), new Validators("\"x\"", null), 3), listener);

        assertThat(seen).extracting(Exchange::url).containsExactly(url("/old"), url("/feed"));
        assertThat(seen).extracting(Exchange::status).containsExactly(301, 200);
        var last = seen.getLast();
        assertThat(last.asked())
                .contains(new Exchange.Field("If-None-Match", "\"x\""), new Exchange.Field("Host", host()));
        assertThat(last.answered("link")).containsExactly("<a>", "<b>");
        assertThat(last.protocol()).isEqualTo("http/1.1");
        assertThat(last.peer()).endsWith(":" + server.getAddress().getPort());
        assertThat(last.bytes()).as("on the wire").isEqualTo(body.length);
        assertThat(last.tls()).isNull();
        assertThat(last.timing().whole()).isPositive();
    }

    @Test
    void anAnswerThatNeverCameIsShownToo() throws InterruptedException {
        serve("/feed", exchange -> await());

        web.fetch(new FeedRequest(url("/feed"), Validators.NONE, 0), listener);

        assertThat(seen).singleElement().satisfies(exchange -> {
            assertThat(exchange.status()).isNull();
            assertThat(exchange.asked()).isNotEmpty();
        });
    }

    @Test
    void aRedirectThatIsNotWantedIsNotFollowed() throws InterruptedException {
        serve("/old", exchange -> redirect(exchange, 302, "/closed"));

        var answer = web.fetch(new FeedRequest(url("/old"), Validators.NONE, 0), listener);

        assertThat(answer).isInstanceOfSatisfying(Answer.Unreachable.class, it -> {
            assertThat(it.step()).isEqualTo(Answer.Step.REDIRECT);
            assertThat(it.hops()).containsExactly(new Hop(url("/old"), url("/closed"), 302));
        });
        assertThat(seen).hasSize(1);
    }

    @Test
    void aCertificateIsShownWithItsEnd() throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(certificate())) {
            keys.load(file, "secret".toCharArray());
        }
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers(keys), trustManagers(keys), null);
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, 200, "<rss/>".getBytes(UTF_8));
            }
        });
        secure.start();
        var trust = (X509TrustManager) trustManagers(keys)[0];
        var client = new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), trust)
                .eventListenerFactory(ExchangeTracer::of)
                .build();
        var request = new Request.Builder()
                .url("https://localhost:%d/".formatted(secure.getAddress().getPort()))
                .tag(ExchangeListener.class, listener)
                .build();
        try (var response = client.newCall(request).execute()) {
            assertThat(response.body().string()).isEqualTo("<rss/>");
        } finally {
            secure.stop(0);
        }

        var tls = seen.getLast().tls();
        assertThat(tls).isNotNull();
        assertThat(tls.version()).startsWith("TLSv1.");
        assertThat(tls.subject()).isEqualTo("CN=localhost");
        assertThat(tls.validTo())
                .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(8)));
        assertThat(seen.getLast().timing().secure()).isPositive();
    }

    /// For localhost, a week long.
    private Path certificate() throws IOException, InterruptedException {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "secret",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "7")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        return file;
    }

    private static KeyManager[] keyManagers(KeyStore keys) throws GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        return managers.getKeyManagers();
    }

    private static TrustManager[] trustManagers(KeyStore keys) throws GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    private static byte[] gzipped(String text) {
        try {
            return gzip(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
