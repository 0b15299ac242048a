package dev.orrery.publisher.hub;

import dev.orrery.events.HubSubscription;
import dev.orrery.events.Ids;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes subscriptions and their ends (WebSub section 5). What is asked for in somebody's name counts once he has
/// confirmed it.
///
/// All is bounded: how many are verified at a time, in all and at one host, how many subscriptions there are, in all
/// and at one host. So nobody can make us ask a third party more than [#AT_A_HOST] times at once.
final class HubRequests {
    static final int AT_ONCE = 64;
    static final int AT_A_HOST = 4;
    static final int MOST = 20_000;
    static final int MOST_AT_A_HOST = 2_000;

    private static final int ACCEPTED = 202;
    private static final int WRONG = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int CHALLENGE_BYTES = 24;
    private static final Logger LOG = LoggerFactory.getLogger(HubRequests.class);

    private final Ledger ledger;
    private final BooleanSupplier ready;
    private final Newsstand newsstand;
    private final Callbacks callbacks;
    private final SubscriptionLog log;
    private final InstantSource clock;
    private final Executor executor;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Crowd crowd = new Crowd(AT_A_HOST);

    /// @param ready    whether the ledger is complete
    /// @param executor where subscribers are waited for
    HubRequests(
            Ledger ledger,
            BooleanSupplier ready,
            Newsstand newsstand,
            Callbacks callbacks,
            SubscriptionLog log,
            InstantSource clock,
            Executor executor) {
        this.ledger = ledger;
        this.ready = ready;
        this.newsstand = newsstand;
        this.callbacks = callbacks;
        this.log = log;
        this.clock = clock;
        this.executor = executor;
    }

    /// @param sentence for people
    record Reply(int status, String sentence) {}

    /// Answers at once but for a look at the feed; what is accepted is verified afterwards. It blocks.
    Reply take(String form) {
        return switch (HubRequest.read(form)) {
            case HubRequest.Wrong(var reason) -> new Reply(WRONG, reason);
            case HubRequest.Subscribe subscribe -> take(subscribe);
            case HubRequest.Unsubscribe unsubscribe -> verified(unsubscribe.callback(), () -> unsubscribe(unsubscribe));
        };
    }

    private Reply take(HubRequest.Subscribe wish) {
        var issue = newsstand.now(wish.topic());
        if (issue.isEmpty()) {
            return new Reply(NOT_FOUND, "No feed here gives this address as its own.");
        }
        boolean known = ledger.get(Ids.hubSubscriptionId(wish.callback(), wish.topic())) != null;
        if (!known && (ledger.size() >= MOST || ledger.at(Crowd.host(wish.callback())) >= MOST_AT_A_HOST)) {
            return new Reply(UNAVAILABLE, "There are as many subscriptions as this hub can serve.");
        }
        var has = issue.get().hash();
        return verified(wish.callback(), () -> subscribe(wish, has));
    }

    private Reply verified(String callback, Runnable verification) {
        if (!ready.getAsBoolean()) {
            return new Reply(UNAVAILABLE, "The hub does not know its subscriptions yet.");
        }
        var host = Crowd.host(callback);
        if (!crowd.enter(host)) {
            return new Reply(TOO_MANY, "Too many requests for this host are being verified; try again in a minute.");
        }
        if (!room.tryAcquire()) {
            crowd.leave(host);
            return new Reply(TOO_MANY, "Too many requests are being verified; try again in a minute.");
        }
        executor.execute(() -> {
            try {
                verification.run();
            } catch (RuntimeException e) {
                LOG.error("A verification broke off.", e);
            } finally {
                room.release();
                crowd.leave(host);
            }
        });
        return new Reply(ACCEPTED, "The callback is asked now whether it means it.");
    }

    private void subscribe(HubRequest.Subscribe wish, String has) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("hub.mode", "subscribe");
        asked.put("hub.topic", wish.topic());
        asked.put("hub.lease_seconds", Long.toString(wish.lease().toSeconds()));
        if (!callbacks.confirms(wish.callback(), asked, challenge())) {
            return;
        }
        // Milliseconds are what a tombstone's revision can tell apart.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var before = ledger.get(Ids.hubSubscriptionId(wish.callback(), wish.topic()));
        log.put(new HubSubscription(
                wish.callback(),
                wish.topic(),
                wish.secret(),
                now,
                now.plus(wish.lease()),
                before == null ? has : before.delivered(),
                0));
    }

    private void unsubscribe(HubRequest.Unsubscribe wish) {
        var subscription = ledger.get(Ids.hubSubscriptionId(wish.callback(), wish.topic()));
        var asked = new LinkedHashMap<String, String>();
        asked.put("hub.mode", "unsubscribe");
        asked.put("hub.topic", wish.topic());
        if (subscription != null && callbacks.confirms(wish.callback(), asked, challenge())) {
            log.end(subscription);
        }
    }

    private String challenge() {
        var bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
