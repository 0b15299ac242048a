package dev.orrery.fetcher.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.fetcher.RecordingAnnouncer;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.planets.Planets;
import dev.orrery.fetcher.web.AddressGuard;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Stories of one feed, told with a real server and a real database.
@ParameterizedClass
@EnumSource
class FeedPollerTest {
    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private final TestClock clock = new TestClock(START.toString());
    private final RecordingAnnouncer kafka = new RecordingAnnouncer();
    private final Database database;
    private final FeedStore store;
    private final Claims claims;
    private HttpServer server;
    private FeedHttpClient web;
    private String url;

    private volatile String document = "";
    private volatile String etag = "\"1\"";
    private volatile int status = 200;
    private volatile String askedWith = "";

    FeedPollerTest(TestDatabases kind) {
        database = kind.open();
        store = new FeedStore(database.sessions());
        claims = new Claims(database.sessions(), clock);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed", this::serve);
        server.start();
        var host = "localhost:" + server.getAddress().getPort();
        url = "http://%s/feed".formatted(host);
        web = new FeedHttpClient(
                new AddressGuard(List.of(), Set.of(host)),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1 << 20, 100, 5),
                "https://orrery.example/");
        new Planets(database.sessions(), clock).save(TestPlanets.planet("clocks", url));
    }

    @AfterEach
    void stop() {
        web.close();
        server.stop(0);
        database.close();
    }

    @Test
    void newEntriesAreSentOnce() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"), item("b", "B", "2026-03-02"));

        poll();
        assertThat(kafka.take())
                .extracting(RawEntry::revision, entry -> entry.key().value())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "a"), org.assertj.core.groups.Tuple.tuple(1, "b"));

        etag = "\"2\"";
        poll();
        assertThat(kafka.take())
                .as("the document is sent anew, the entries are as they were")
                .isEmpty();
    }

    @Test
    void anEntryIsKnownByWhereItWasFoundAndWhat() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));

        poll();

        var entry = kafka.take().getFirst();
        var feedId = Ids.feedId(url);
        assertThat(entry.feedId()).isEqualTo(feedId);
        assertThat(entry.entryId()).isEqualTo(Ids.entryId(feedId, "a"));
        assertThat(entry.key()).isEqualTo(new RawEntry.Key(RawEntry.Key.Kind.GUID, "a"));
        assertThat(entry.feedUrl()).isEqualTo(url);
        assertThat(entry.firstSeenAt()).isEqualTo(START);
        assertThat(entry.seenAt()).isEqualTo(START);
        assertThat(entry.rankAt()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(entry.editedAt()).isNull();
        assertThat(entry.document().format()).isEqualTo("rss_2.0");
        assertThat(entry.document().link()).isEqualTo("https://ann.example/");
    }

    @Test
    void validatorsGoBackAndA304ChangesNothing() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        kafka.take();

        assertThat(poll()).isInstanceOf(PollOutcome.NotModified.class);

        assertThat(askedWith).isEqualTo("\"1\"");
        assertThat(kafka.take()).isEmpty();
        assertThat(feed().status).isEqualTo(304);
        assertThat(feed().state).isEqualTo(State.OK);
    }

    @Test
    void anEditRaisesTheRevisionAndMovesNothing() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        var first = kafka.take().getFirst();

        changed(rss(item("a", "A, corrected", "2026-03-09")));
        poll();

        var second = kafka.take().getFirst();
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.entryId()).isEqualTo(first.entryId());
        assertThat(second.firstSeenAt()).isEqualTo(first.firstSeenAt());
        assertThat(second.rankAt()).isEqualTo(first.rankAt());
        assertThat(second.seenAt()).isAfter(first.seenAt());
        assertThat(second.editedAt()).isEqualTo(second.seenAt());
        assertThat(second.contentHash()).isNotEqualTo(first.contentHash());
    }

    @Test
    void whatIsNoEditOfTheTextIsNotCalledOne() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        kafka.take();

        changed(rss(item("a", "A", "2026-03-02")));
        poll();

        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(2);
            assertThat(entry.editedAt()).isNull();
        });
    }

    @Test
    void entriesWithoutADateKeepTheFeedsOrder() throws InterruptedException {
        document = rss(item("a", "A", null), item("b", "B", null), item("c", "C", "2030-01-01"), item("d", "D", null));

        poll();

        var ranks = kafka.take().stream()
                .collect(Collectors.toMap(entry -> entry.key().value(), RawEntry::rankAt));
        assertThat(ranks)
                .isEqualTo(Map.of("a", START, "b", START.minusMillis(1), "c", START, "d", START.minusMillis(2)));
    }

    @Test
    void aDateThatIsNowAtEveryPollDoesNotLiftAnEntry() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-10T11:59:00Z"));
        poll();
        var first = kafka.take().getFirst();

        changed(rss(item("a", "A", "2026-03-10T12:29:00Z")));
        poll();

        assertThat(kafka.take().getFirst().rankAt()).isEqualTo(first.rankAt());
    }

    @Test
    void withoutAGuidTheLinkIsTheKeyAndWithoutThatTheText() throws InterruptedException {
        document =
                rss("<item><link>https://ann.example/1</link></item>", "<item><description>Words</description></item>");

        poll();

        assertThat(kafka.take())
                .extracting(entry -> entry.key().kind())
                .containsExactly(RawEntry.Key.Kind.LINK, RawEntry.Key.Kind.CONTENT);
    }

    @Test
    void aGuidThatSeveralEntriesShareNamesNoneOfThem() throws InterruptedException {
        document = rss(
                "<item><guid>blog</guid><link>https://ann.example/1</link></item>",
                "<item><guid>blog</guid><link>https://ann.example/2</link></item>",
                "<item><guid>blog</guid><title>No link</title></item>",
                "<item><guid>blog</guid><title>No link</title></item>");

        poll();

        assertThat(kafka.take())
                .extracting(entry -> entry.key().kind())
                .containsExactly(RawEntry.Key.Kind.LINK, RawEntry.Key.Kind.LINK, RawEntry.Key.Kind.CONTENT);
    }

    @Test
    void aFeedThatFailsSaysWhyAndIsTriedAgainLater() throws InterruptedException {
        status = 404;

        poll();
        assertThat(feed().state).isEqualTo(State.FAILING);
        assertThat(feed().reason).isEqualTo("The server answers 404: there is no feed at this address.");
        assertThat(feed().status).isEqualTo(404);
        poll();
        assertThat(feed().failures).isEqualTo(2);
        assertThat(Duration.between(clock.instant(), feed().nextPollAt)).isGreaterThanOrEqualTo(Duration.ofHours(1));

        status = 200;
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        assertThat(feed().state).isEqualTo(State.OK);
        assertThat(feed().failures).isZero();
        assertThat(kafka.take()).hasSize(1);
    }

    @Test
    void aWebPageIsNoEmptyFeed() throws InterruptedException {
        document = "<!DOCTYPE html><html><body>This domain is for sale<br></body></html>";

        assertThat(poll())
                .isEqualTo(new PollOutcome.Failed("The address answers with a web page, not with a feed.", 200));
    }

    @Test
    void aCrashAfterTheAcksSendsTheSameBytesAgain() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"), item("b", "B", null));
        crashBeforeTheTransaction();
        var sent = kafka.take();
        assertThat(sent).hasSize(2);
        assertThat(feed().etag).as("no validator before the transaction").isNull();

        clock.pass(Duration.ofMinutes(2));
        poll();

        assertThat(kafka.take().stream().map(RecordingAnnouncer::json))
                .isEqualTo(sent.stream().map(RecordingAnnouncer::json).toList());
        changed(rss(item("a", "A", "2026-03-01"), item("b", "B", null)));
        poll();
        assertThat(kafka.take()).isEmpty();
    }

    @Test
    void aCrashBeforeTheFirstSendLosesNothing() throws InterruptedException {
        document = rss(item("a", "A", null));
        var broken = poller(store, new BrokenAnnouncer());
        assertThatThrownBy(() -> broken.poll(claim(), Duration.ZERO)).isInstanceOf(Crash.class);

        clock.pass(Duration.ofMinutes(2));
        poll();

        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(1);
            assertThat(entry.firstSeenAt()).isEqualTo(START);
            assertThat(entry.rankAt()).isEqualTo(START);
        });
    }

    @Test
    void afterACrashWhatChangedMeanwhileIsAFurtherRevision() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        crashBeforeTheTransaction();
        var sent = kafka.take().getFirst();

        changed(rss(item("a", "A, corrected", "2026-03-01")));
        poll();

        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(sent.revision() + 1);
            assertThat(entry.firstSeenAt()).isEqualTo(sent.firstSeenAt());
            assertThat(entry.editedAt()).isEqualTo(clock.instant());
        });
    }

    /// The changed document went out, the fetcher died, and the author took the change back: the server would say that
    /// nothing is new since the validators that we have.
    @Test
    void afterACrashTheFeedIsAskedWithoutValidators() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        var before = document;
        poll();
        changed(rss(item("a", "A, too hasty", "2026-03-01")));
        clock.set(feed().nextPollAt);
        crashBeforeTheTransaction();
        kafka.take();
        document = before;
        etag = "\"1\"";

        clock.pass(Duration.ofMinutes(2));
        poll();

        assertThat(askedWith).isEmpty();
        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(3);
            assertThat(entry.source().title().value()).isEqualTo("A");
        });
    }

    @Test
    void afterACrashAnEntryThatMovedDownThePageIsSentAsItWas() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        crashBeforeTheTransaction();
        var sent = kafka.take().getFirst();

        changed(rss(item("b", "B", "2026-03-02"), item("a", "A", "2026-03-01")));
        poll();

        assertThat(kafka.take().stream().map(RecordingAnnouncer::json)).contains(RecordingAnnouncer.json(sent));
    }

    @Test
    void whoLostTheClaimStoresNothing() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        var late = claim();
        clock.pass(Claims.LEASE);
        var taken = claim();

        assertThat(poller(store, kafka).poll(late, Duration.ZERO)).isNull();
        assertThat(kafka.take()).as("nor does it send anything").isEmpty();
        assertThat(poller(store, kafka).poll(taken, Duration.ZERO)).isInstanceOf(PollOutcome.Updated.class);
    }

    @Test
    void aPollChangesTheFeedsStatusOnlyWhereAPersonWouldCare() throws InterruptedException {
        var announcer = new FeedAnnouncer(database.sessions(), kafka, clock);
        announcer.announce();
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        announcer.announce();
        assertThat(kafka.feeds)
                .extracting(status -> status.health().state(), status -> status.revision())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(State.NEW, 1),
                        org.assertj.core.groups.Tuple.tuple(State.OK, 2));
        assertThat(kafka.feeds.getLast().title()).isEqualTo("Ann");
        assertThat(kafka.feeds.getLast().planets()).isEqualTo(1);

        changed(document);
        poll();
        status = 500;
        poll();
        assertThat(announcer.announce()).isEqualTo(1);
        assertThat(kafka.feeds.getLast().health().state()).isEqualTo(State.FAILING);
        assertThat(announcer.announce()).isZero();
    }

    private PollOutcome poll() throws InterruptedException {
        if (clock.instant().isBefore(feed().nextPollAt)) {
            clock.set(feed().nextPollAt);
        }
        return poller(store, kafka).poll(claim(), Duration.ZERO);
    }

    private Claim claim() {
        return claims.claim(1).getFirst();
    }

    private FeedPoller poller(FeedStore store, Announcer announcer) {
        return new FeedPoller(
                store, web, new FeedParser(100), announcer, new PollSchedule(Duration.ofMinutes(30)), clock);
    }

    /// Everything is acknowledged, and then the fetcher is gone.
    private void crashBeforeTheTransaction() {
        var crashing = new FeedStore(database.sessions()) {
            @Override
            public boolean finish(Claim claim, PollOutcome outcome, PollSchedule.Next next, Duration gap, Instant now) {
                throw new Crash();
            }
        };
        assertThatThrownBy(() -> poller(crashing, kafka).poll(claim(), Duration.ZERO))
                .isInstanceOf(Crash.class);
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class BrokenAnnouncer implements Announcer {
        @Override
        public void entries(List<RawEntry> entries) {
            throw new Crash();
        }

        @Override
        public void feeds(List<dev.orrery.events.FeedStatus> feeds) {
            throw new Crash();
        }
    }

    private Feed feed() {
        return database.sessions().fromStatelessTransaction(session -> session.get(Feed.class, Ids.feedId(url)));
    }

    private void changed(String to) {
        document = to;
        etag = "\"" + to.hashCode() + clock.instant().toEpochMilli() + "\"";
        clock.pass(Duration.ofMinutes(2));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var known = exchange.getRequestHeaders().getFirst("If-None-Match");
            askedWith = known == null ? "" : known;
            exchange.getResponseHeaders().set("ETag", etag);
            if (status == 200 && !askedWith.equals(etag)) {
                var body = document.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } else {
                exchange.sendResponseHeaders(status == 200 ? 304 : status, -1);
            }
        }
    }

    private static String rss(String... items) {
        return "<rss version='2.0'><channel><title>Ann</title><link>https://ann.example/</link>%s</channel></rss>"
                .formatted(String.join("", items));
    }

    private static String item(String guid, String title, String date) {
        var time = date == null || date.contains("T") ? date : date + "T00:00:00Z";
        return "<item><guid isPermaLink='false'>%s</guid><title>%s</title>%s</item>"
                .formatted(guid, title, time == null ? "" : "<pubDate>%s</pubDate>".formatted(time));
    }
}
