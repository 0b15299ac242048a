package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.guard.AddressGuard;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the door does for others than polls, and how those who go out take turns.
class OutgoingHttpTest extends WebStory {
    private OutgoingHttp door;

    @BeforeEach
    void open() {
        door = http(LIMITS, InetAddress::getAllByName);
    }

    @AfterEach
    void shut() {
        door.close();
    }

    @Test
    void anAnswerIsGivenWhateverItsStatus() throws InterruptedException {
        serve("/page", exchange -> {
            exchange.getResponseHeaders().add("Link", "</feed>; rel=alternate");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 404, gzip("nothing here".getBytes(UTF_8)));
        });

        var answered = (Reply.Answered) door.get(url("/page"), Map.of("Accept", "text/html"), 1_000);

        assertThat(asked.get().getFirst("Accept")).isEqualTo("text/html");
        assertThat(asked.get().getFirst("User-Agent")).isEqualTo("Orrery/0.1 (+https://orrery.example/)");
        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.header("link")).isEqualTo("</feed>; rel=alternate");
        assertThat(new String(answered.body(), UTF_8)).isEqualTo("nothing here");
    }

    @Test
    void whatIsTooLargeIsNotTaken() throws InterruptedException {
        serve("/page", exchange -> answer(exchange, 200, new byte[1_001]));

        assertThat(door.get(url("/page"), Map.of(), 1_000))
                .isEqualTo(new Reply.None(Answer.Step.EXCHANGE, "The document is larger than 1000 bytes.", List.of()));
    }

    /// RFC 9110 section 15.4: 307 and 308 keep the method, after the others it would be another request.
    @Test
    void aFormIsSentOnOnlyWhereItMayBe() throws InterruptedException {
        var forms = new ConcurrentLinkedQueue<String>();
        serve("/hub", exchange -> {
            forms.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 202, new byte[1]);
        });
        serve("/moved", exchange -> redirect(exchange, 307, "/hub"));
        serve("/elsewhere", exchange -> redirect(exchange, 302, "/hub"));
        var form = Map.of("hub.topic", "https://ann.example/feed?a=b&c");

        assertThat(((Reply.Answered) door.postForm(url("/moved"), form, 1_000)).status())
                .isEqualTo(202);
        assertThat(((Reply.Answered) door.postForm(url("/elsewhere"), form, 1_000)).status())
                .isEqualTo(302);
        assertThat(forms).containsExactly("hub.topic=https%3A%2F%2Fann.example%2Ffeed%3Fa%3Db%26c");
    }

    @Test
    void theGuardIsAskedForFormsToo() throws InterruptedException {
        assertThat(door.postForm("http://127.0.0.1:1/hub", Map.of(), 1_000))
                .isInstanceOfSatisfying(
                        Reply.None.class, none -> assertThat(none.step()).isEqualTo(Answer.Step.GUARD));
    }

    @Test
    void aHostIsAskedByOneAtATime() throws Exception {
        var first = new CountDownLatch(1);
        var second = new CountDownLatch(1);
        serve("/first", exchange -> {
            first.countDown();
            exchange.getResponseHeaders().set("X-Met", Boolean.toString(met(second)));
            answer(exchange, 200, new byte[1]);
        });
        serve("/second", exchange -> {
            second.countDown();
            answer(exchange, 200, new byte[1]);
        });

        var one = get(door, url("/first"));
        first.await();
        var other = get(door, url("/second"));

        assertThat(((Reply.Answered) one.get(10, TimeUnit.SECONDS)).header("x-met"))
                .isEqualTo("false");
        assertThat(other.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Answered.class);
    }

    /// Time enough for a request that nobody holds back.
    private static boolean met(CountDownLatch other) {
        try {
            return other.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// It is no fault of the second's server that the first one takes its time.
    @Test
    void theWaitForATurnIsNotPartOfTheExchangesTime() throws Exception {
        var limits = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(1), 1_000, 50, 5);
        var arrived = new CountDownLatch(1);
        serve("/drips", exchange -> {
            arrived.countDown();
            exchange.sendResponseHeaders(200, 1_000);
            drip(exchange.getResponseBody());
        });
        serve("/quick", exchange -> answer(exchange, 200, new byte[1]));
        try (var slow = http(limits, InetAddress::getAllByName)) {
            var first = get(slow, url("/drips"));
            arrived.await();
            var second = get(slow, url("/quick"));

            assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.None.class);
            assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Answered.class);
        }
    }

    @Test
    void aLookUpThatTakesTooLongEndsWithTheExchangesTime() throws InterruptedException {
        try (var slow = http(LIMITS, name -> {
            await();
            return InetAddress.getAllByName(name);
        })) {
            assertThat(slow.get(url("/"), Map.of(), 10)).isInstanceOfSatisfying(Reply.None.class, none -> assertThat(
                            none.reason())
                    .isIn("The look-up of localhost took too long.", "The document was not there whole within 1 s."));
        }
    }

    @Test
    void aDoorThatIsClosedInterruptsWhoLooksUp() throws Exception {
        var arrived = new CountDownLatch(1);
        var slow = http(new Limits(Duration.ofSeconds(2), Duration.ofMinutes(1), 10, 50, 5), name -> {
            arrived.countDown();
            await();
            return InetAddress.getAllByName(name);
        });
        var waiting = get(slow, url("/"));

        arrived.await();
        slow.close();

        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("closed");
    }

    @Test
    void aFeedsOwnLimitCountsForIt() throws InterruptedException {
        serve("/feed", exchange -> answer(exchange, 200, new byte[3 << 20]));
        try (var guest = new FeedHttpClient(door, InstantSource.system())) {
            var answer = guest.fetch(new FeedRequest(url("/feed"), Validators.NONE, 1, false, 3 << 20));

            assertThat(((Answer.Document) answer).body()).hasSize(3 << 20);
        }
    }

    private static CompletableFuture<Reply> get(OutgoingHttp through, String url) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return through.get(url, Map.of(), 1_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException("the client was closed", e);
            }
        });
    }

    private OutgoingHttp http(Limits limits, Lookups.Resolver resolver) {
        var guard = new AddressGuard(List.of(), Set.of(host()));
        return new OutgoingHttp(guard, limits, "https://orrery.example/", resolver, UnaryOperator.identity());
    }
}
