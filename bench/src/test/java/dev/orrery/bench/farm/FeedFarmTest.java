package dev.orrery.bench.farm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.parse.FeedParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedFarmTest {
    private static final int FEEDS = 100;

    @TempDir
    Path folder;

    private FeedFarm farm;

    @AfterEach
    void closeFarm() {
        farm.close();
    }

    @Test
    void everyFeedIsWholeAndConfirmsItsOwnValidatorsUntilItHasNews() throws Exception {
        farm = FeedFarm.start(small(FEEDS));
        var http = HttpClient.newHttpClient();
        for (int feed = 0; feed < FEEDS; feed++) {
            var first = http.send(get(feed, false).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(entries(gunzip(first.body()))).isEqualTo(20);
            assertThat(again(http, feed, first)).isEqualTo(304);
            farm.publish(FEEDS, 1);
            assertThat(again(http, feed, first)).isEqualTo(200);
        }
        var score = farm.score();
        assertThat(score.unconditional()).isEqualTo(FEEDS);
        assertThat(score.notModified()).isEqualTo(FEEDS);
        assertThat(score.documents()).isEqualTo(2 * FEEDS);
        assertThat(score.mostAtOneHost()).isEqualTo(1);
        assertThat(score.fresh()).as("the last one alone has seen its newest").isEqualTo(1);
    }

    @Test
    void twoRequestsOfOneHostAtOnceAreNoticed() throws Exception {
        farm = FeedFarm.start(small(4).withHosts(2).withLatency(Duration.ofMillis(200)));
        var http = HttpClient.newHttpClient();
        var done = new CountDownLatch(2);
        for (int feed : new int[] {0, 2}) {
            var _ = http.sendAsync(get(feed, false).build(), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((_, _) -> done.countDown());
        }
        done.await();
        assertThat(farm.score().mostAtOneHost()).isEqualTo(2);
    }

    @Test
    void itsServersAreTrustedByTheStoreItWrites() throws Exception {
        farm = FeedFarm.start(small(2));
        var trust = folder.resolve("trust.p12");
        farm.writeTrust(trust);
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Trust.in(trust))
                .build();
        for (int feed = 0; feed < 2; feed++) {
            assertThat(http.send(get(feed, true).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(farm.score().handshakes()).isEqualTo(2);
    }

    private static FarmOptions small(int feeds) {
        return new FarmOptions(feeds, feeds, 20, 300, true, false, Duration.ZERO);
    }

    private int again(HttpClient http, int feed, HttpResponse<byte[]> first) throws Exception {
        var request = get(feed, false);
        first.headers().firstValue("ETag").ifPresent(etag -> request.header("If-None-Match", etag));
        first.headers().firstValue("Last-Modified").ifPresent(date -> request.header("If-Modified-Since", date));
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder get(int feed, boolean tls) {
        return HttpRequest.newBuilder(URI.create(farm.url(feed, tls))).header("Accept-Encoding", "gzip");
    }

    /// The stream's own check sum is looked at too.
    private static byte[] gunzip(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    private static int entries(byte[] document) {
        return switch (new FeedParser(100).parse(document, null, "http://127.1.0.1/")) {
            case FeedParser.Parsed parsed -> parsed.feed().entries().size();
            case FeedParser.NotAFeed no -> throw new AssertionError(no.reason());
        };
    }
}
