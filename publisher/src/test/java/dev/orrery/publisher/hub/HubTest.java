package dev.orrery.publisher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.HubSubscription;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.library.Library;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The hub with a subscriber that was written from the specification, and a publisher's site. What Kafka would do with
/// subscriptions is done at once; what takes time in the hub is done when it is asked for.
class HubTest {
    private static final String TOPIC = "https://planets.example/clocks/atom.xml";
    private static final String SECRET = "psst, gears";
    private static final AddressGuard HERE = new AddressGuard(List.of(AddressRange.parse("127.0.0.0/8")), Set.of());

    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann");
    private final Planet planet = Given.planet("clocks", ann);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-01T12:00:00.123456Z"));
    private final Ledger ledger = new Ledger();
    private final SubscriptionLog log = new AtOnce();
    private final Callbacks callbacks = new Callbacks(HERE);
    private final ShelfStand stand =
            new ShelfStand(new Library(store.database(), RunningSite.PUBLIC_URL), site.shelves());
    private final HubRequests requests =
            new HubRequests(ledger, () -> true, stand, callbacks, log, now::get, Runnable::run);
    private Set<Integer> duties = Set.of(0);
    private final Delivery delivery = delivery();

    /// The topic, without the time it takes.
    private final class AtOnce implements SubscriptionLog {
        @Override
        public boolean put(HubSubscription subscription) {
            ledger.put(subscription.id(), 0, subscription);
            return true;
        }

        @Override
        public boolean end(HubSubscription subscription) {
            ledger.end(subscription.id(), subscription.since().toEpochMilli());
            return true;
        }
    }

    @BeforeEach
    void fill() {
        store.put(planet);
        store.show(
                planet, ann, Given.entry(ann, "Gears", "2026-03-01T07:30:00Z").get(), "Brass");
    }

    @AfterEach
    void stop() {
        callbacks.close();
        site.close();
        store.close();
    }

    @Test
    void whoAsksAndMeansItIsToldOfWhatIsNewWithASignature() throws Exception {
        try (var reader = new Reader(SECRET)) {
            assertThat(requests.take(reader.asks("subscribe", TOPIC, "hub.lease_seconds=864000"))
                            .status())
                    .isEqualTo(202);
            assertThat(reader.verified())
                    .containsEntry("hub.mode", "subscribe")
                    .containsEntry("hub.topic", TOPIC)
                    .containsEntry("hub.lease_seconds", "864000");
            delivery.round();
            assertThat(reader.waiting())
                    .as("it has what there was when it asked")
                    .isEmpty();

            post("Springs");
            delivery.round();

            var delivered = reader.delivered();
            assertThat(delivered.body()).contains("<title>Springs</title>", "<title>Gears</title>");
            assertThat(delivered.body())
                    .isEqualTo(new String(site.get("/clocks/atom.xml").body(), StandardCharsets.UTF_8));
            assertThat(delivered.signed()).isTrue();
            assertThat(delivered.type()).isEqualTo("application/atom+xml; charset=utf-8");
            assertThat(delivered.links())
                    .isEqualTo("<%s>; rel=\"self\", <https://planets.example/hub>; rel=\"hub\"".formatted(TOPIC));

            pass(Duration.ofMinutes(1));
            delivery.everything();
            delivery.round();
            assertThat(reader.waiting()).as("nothing is told twice").isEmpty();
        }
    }

    @Test
    void whoGaveNoSecretGetsNoSignature() throws Exception {
        try (var reader = new Reader(null)) {
            requests.take(reader.asks("subscribe", TOPIC));
            post("Springs");
            delivery.round();

            assertThat(reader.delivered().signed()).isTrue();
        }
    }

    @Test
    void nobodyIsSubscribedByAnother() throws Exception {
        try (var reader = new Reader(SECRET)) {
            var form = reader.asks("subscribe", TOPIC);
            reader.forget(TOPIC);

            assertThat(requests.take(form).status()).isEqualTo(202);

            assertThat(reader.verified()).isNotNull();
            assertThat(ledger.size()).isZero();
        }
    }

    @Test
    void whoLeavesIsToldNothingMoreAndNobodyLeavesForAnother() throws Exception {
        try (var reader = new Reader(SECRET)) {
            requests.take(reader.asks("subscribe", TOPIC));
            var form = reader.asks("unsubscribe", TOPIC);
            reader.forget(TOPIC);
            requests.take(form);
            assertThat(ledger.size()).isEqualTo(1);

            requests.take(reader.asks("unsubscribe", TOPIC));
            post("Springs");
            delivery.round();

            assertThat(ledger.size()).isZero();
            assertThat(reader.waiting()).isEmpty();
        }
    }

    @Test
    void aDeliveryThatFailsIsTriedAgainLaterEachTimeAndGivenUpInTheEnd() throws Exception {
        try (var reader = new Reader(SECRET)) {
            requests.take(reader.asks("subscribe", TOPIC));
            reader.answers(500);
            post("Springs");
            delivery.round();
            assertThat(reader.delivered()).isNotNull();

            delivery.round();
            assertThat(reader.waiting()).as("not at once").isEmpty();

            reader.answers(200);
            pass(Delivery.retry(1));
            delivery.round();
            assertThat(reader.delivered().body()).contains("Springs");
            assertThat(only().failures()).isZero();

            reader.answers(500);
            post("Wheels");
            for (int attempt = 1; attempt <= Delivery.MOST_FAILURES; attempt++) {
                pass(Delivery.LONGEST);
                delivery.round();
                assertThat(reader.delivered()).isNotNull();
            }
            assertThat(ledger.size()).isZero();
        }
    }

    @Test
    void whoSaysThatItIsGoneIsGone() throws Exception {
        try (var reader = new Reader(SECRET)) {
            requests.take(reader.asks("subscribe", TOPIC));
            reader.answers(410);
            post("Springs");
            delivery.round();

            assertThat(reader.delivered()).isNotNull();
            assertThat(ledger.size()).isZero();
        }
    }

    @Test
    void aLeaseEndsUnlessItIsRenewed() throws Exception {
        try (var reader = new Reader(SECRET)) {
            requests.take(reader.asks("subscribe", TOPIC, "hub.lease_seconds=3600"));
            pass(Duration.ofMinutes(50));
            requests.take(reader.asks("subscribe", TOPIC, "hub.lease_seconds=3600"));
            pass(Duration.ofMinutes(50));
            delivery.round();
            assertThat(ledger.size()).isEqualTo(1);

            pass(Duration.ofMinutes(11));
            delivery.round();

            assertThat(ledger.size()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://planets.example/clocks/nothing.xml",
                "https://planets.example/clocks/atom.xml/page/1",
                "https://planets.example/clocks/opml.xml",
                "https://planets.example/unknown/atom.xml",
                "https://other.example/atom.xml",
                "https://planets.example/clocks/tag/silver/atom.xml",
                "no address",
            })
    void whatIsNoFeedOfOursCannotBeSubscribedTo(String topic) throws Exception {
        try (var reader = new Reader(SECRET)) {
            assertThat(requests.take(reader.asks("subscribe", topic)).status()).isEqualTo(404);
            assertThat(ledger.size()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss20.xml", "feed.json", "tag/brass/atom.xml", "feed/ann/rss10.xml", ""})
    void everyFeedThatNamesTheHubCanBe(String address) throws Exception {
        try (var reader = new Reader(SECRET)) {
            requests.take(reader.asks("subscribe", "https://planets.example/clocks/" + address));
            assertThat(ledger.size()).isEqualTo(1);
            assertThat(site.get("/clocks/" + address)
                            .headers()
                            .firstValue("Link")
                            .orElseThrow())
                    .isEqualTo(
                            "<https://planets.example/clocks/%s>; rel=\"self\", <https://planets.example/hub>; rel=\"hub\""
                                    .formatted(address));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hub.mode=publish&hub.topic=https://planets.example/clocks/atom.xml",
                "hub.mode=subscribe&hub.callback=ftp://reader.example/&hub.topic=x",
                "hub.mode=subscribe&hub.callback=http://a:b@reader.example/&hub.topic=x",
                "hub.mode=subscribe&hub.callback=//reader.example/&hub.topic=x",
                "hub.mode=subscribe&hub.callback=http://reader.example/%23x&hub.topic=x",
                "hub.mode=subscribe&hub.callback=http://reader.example/",
                "hub.mode=subscribe&hub.callback=http://reader.example/&hub.topic=%zz",
            })
    void whatCannotBeMeantIsRefused(String form) {
        assertThat(requests.take(form).status()).isEqualTo(400);
    }

    @Test
    void aSecretThatIsTooLongIsRefused() throws Exception {
        try (var reader = new Reader("x".repeat(200))) {
            assertThat(requests.take(reader.asks("subscribe", TOPIC)).status()).isEqualTo(400);
        }
    }

    @Test
    void noCallbackLeadsInwards() throws Exception {
        try (var reader = new Reader(SECRET);
                var guarded = new Callbacks(new AddressGuard(List.of(), Set.of()))) {
            var strict = new HubRequests(ledger, () -> true, stand, guarded, log, now::get, Runnable::run);

            strict.take(reader.asks("subscribe", TOPIC));
            strict.take(reader.asks("subscribe", TOPIC).replace("127.0.0.1", "localhost"));

            assertThat(ledger.size()).isZero();
            var inside = new HubSubscription(
                    reader.callback(), TOPIC, null, now.get(), now.get().plusSeconds(60), null, 0);
            assertThat(guarded.deliver(inside, "text/plain", new byte[0], "")).isEqualTo(Callbacks.Outcome.FAILED);
            assertThat(reader.waiting()).isEmpty();
        }
    }

    @Test
    void onlyWhoHasItsPartitionDeliversAndWhoTakesItOverMissesNothing() throws Exception {
        try (var reader = new Reader(SECRET)) {
            requests.take(reader.asks("subscribe", TOPIC));
            duties = Set.of(1, 2);
            post("Springs");
            delivery.round();
            assertThat(reader.waiting()).isEmpty();

            duties = Set.of(0);
            var successor = delivery();
            successor.round();
            assertThat(reader.delivered().body()).contains("Springs");

            var third = delivery();
            third.round();
            assertThat(reader.waiting()).as("it was noted what was delivered").isEmpty();
        }
    }

    @Test
    void newsThatComeTogetherAreToldTogether() throws Exception {
        try (var reader = new Reader(SECRET)) {
            requests.take(reader.asks("subscribe", TOPIC));
            post("Springs");
            delivery.round();
            post("Wheels");
            delivery.round();
            post("Pendulums");
            delivery.round();
            assertThat(reader.delivered().body()).doesNotContain("Wheels");
            assertThat(reader.waiting()).isEmpty();

            pass(Delivery.REST);
            delivery.round();

            assertThat(reader.delivered().body()).contains("Wheels", "Pendulums");
        }
    }

    @Test
    void aShelfThatStillGivesWhatWasThereBeforeIsLookedAtAgain() throws Exception {
        try (var reader = new Reader(SECRET)) {
            requests.take(reader.asks("subscribe", TOPIC));
            delivery.round();
            delivery.changed("clocks");
            delivery.round();
            store.show(
                    planet,
                    ann,
                    Given.entry(ann, "Springs", "2026-03-02T07:30:00Z").get());
            site.changes().planet("clocks");
            site.pass(Duration.ofSeconds(2));
            pass(Duration.ofSeconds(1));

            delivery.round();

            assertThat(reader.delivered().body()).contains("Springs");
        }
    }

    @Test
    void anothersHubIsToldWhichFeedsHaveChangedByWhoeverHasThePlanet() throws Exception {
        try (var hub = new Reader(null)) {
            var ours = new AtomicReference<>("nothing");
            var pings = new Pings(
                    hub.callback(),
                    planet -> planet.equals(ours.get()),
                    stand::main,
                    callbacks,
                    now::get,
                    Runnable::run);
            pings.changed("clocks");
            pass(Delivery.SETTLED);
            pings.round();
            assertThat(hub.waiting()).isEmpty();

            ours.set("clocks");
            pings.changed("clocks");
            pass(Delivery.SETTLED);
            pings.round();

            assertThat(hub.waiting())
                    .extracting(Reader.Delivered::body)
                    .hasSize(4)
                    .first()
                    .asString()
                    .startsWith("hub.mode=publish&hub.topic=https%3A%2F%2Fplanets.example%2Fclocks%2Fatom.xml");
            pings.changed("clocks");
            pass(Delivery.SETTLED);
            pings.round();
            assertThat(hub.waiting()).as("nothing has changed").hasSize(4);
        }
    }

    private Delivery delivery() {
        return new Delivery(ledger, () -> duties, stand, callbacks, log, now::get, Runnable::run);
    }

    private HubSubscription only() {
        return ledger.in(Set.of(0)).getFirst().subscription();
    }

    private void post(String title) {
        store.show(planet, ann, Given.entry(ann, title, "2026-03-02T07:30:00Z").get());
        site.changes().planet("clocks");
        site.pass(Duration.ofSeconds(2));
        delivery.changed("clocks");
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
