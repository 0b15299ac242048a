package dev.orrery.fetcher.push;

import dev.orrery.fetcher.poll.PushedFeeds;
import dev.orrery.fetcher.push.PushRow.State;
import dev.orrery.fetcher.web.HubAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a subscription at the hub of every feed that names one: asks for it, renews it well before its lease ends,
/// gives it up when nobody wants it any more (WebSub section 5).
///
/// One request at a time goes to a hub. When it is down, the others that were due there wait as if they had been
/// refused.
public final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final int AT_ONCE = 50;

    /// A hub that cannot be told that we leave finds out: its deliveries are answered 410.
    private static final int FAREWELLS = 3;

    private final Subscriptions subscriptions;
    private final Hub hub;
    private final String base;
    private final InstantSource clock;
    private boolean moved;

    /// @param base the address under which hubs reach [PushRoutes]
    public Subscriber(SessionFactory sessions, Hub hub, URI base, InstantSource clock) {
        this.subscriptions = new Subscriptions(sessions);
        this.hub = hub;
        this.base = base.toString().replaceAll("/+$", "") + PushRoutes.PATH;
        this.clock = clock;
    }

    /// Does what is due, and returns when it is done.
    public void round() throws InterruptedException {
        var now = now();
        if (!moved) {
            subscriptions.moveTo(base, now);
            moved = true;
        }
        subscriptions.end(now);
        subscriptions.begin(token -> base + token, now);
        var byHub = subscriptions.due(AT_ONCE, now).stream()
                .collect(Collectors.groupingBy(row -> row.hub, LinkedHashMap::new, Collectors.toList()));
        if (!byHub.isEmpty()) {
            together(byHub.values().stream()
                    .<Callable<Void>>map(rows -> () -> {
                        one(rows);
                        return null;
                    })
                    .toList());
        }
    }

    private static void together(List<Callable<Void>> tasks) throws InterruptedException {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("hub-", 1).factory())) {
            for (var end : threads.invokeAll(tasks)) {
                end.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException stopping) {
                throw stopping;
            }
            throw new IllegalStateException("a hub could not be dealt with", e.getCause());
        }
    }

    /// All that is due at one hub, one after the other.
    private void one(List<PushRow> rows) throws InterruptedException {
        HubAnswer trouble = null;
        for (var row : rows) {
            var answer =
                    switch (row.state) {
                        case WANTED, ACTIVE -> subscribe(row, trouble);
                        case ASKED -> {
                            var never = "It took the subscription but never came to verify it.";
                            failed(row, new HubAnswer.Unreachable(never));
                            yield null;
                        }
                        case ENDING -> unsubscribe(row, trouble);
                        case ENDED -> {
                            subscriptions.delete(row.token);
                            yield null;
                        }
                    };
            trouble = answer == null ? trouble : troubled(answer);
        }
    }

    private static @Nullable HubAnswer troubled(HubAnswer answer) {
        return switch (answer) {
            case HubAnswer.Accepted _ -> null;
            case HubAnswer.Refused refused -> refused.troubled() ? refused : null;
            case HubAnswer.Unreachable unreachable -> unreachable;
        };
    }

    /// @return null if nothing was asked
    private @Nullable HubAnswer subscribe(PushRow row, @Nullable HubAnswer trouble) throws InterruptedException {
        var asked = subscriptions.step(row, this::ask);
        if (asked == null) {
            return null;
        }
        var answer = trouble != null ? trouble : hub.post(row.hub, form(asked, "subscribe"));
        if (!(answer instanceof HubAnswer.Accepted)) {
            failed(asked, answer);
        }
        return answer;
    }

    private @Nullable HubAnswer unsubscribe(PushRow row, @Nullable HubAnswer trouble) throws InterruptedException {
        if (row.askedAt == null) {
            // Nobody there knows of us.
            subscriptions.delete(row.token);
            return null;
        }
        var asked = subscriptions.step(row, this::leave);
        if (asked == null) {
            return null;
        }
        var answer = trouble != null ? trouble : hub.post(row.hub, form(asked, "unsubscribe"));
        if (troubled(answer) != null) {
            if (row.failures + 1 >= FAREWELLS) {
                subscriptions.delete(row.token);
            } else {
                subscriptions.with(row.token, (_, again) -> {
                    again.state = State.ENDING;
                    again.failures++;
                    again.nextStepAt = PushTimes.retry(row.feedId, again.failures, null, now());
                });
            }
        }
        return answer;
    }

    /// What a request may change is stored before it is sent: hubs come to verify before they answer.
    private void ask(PushRow row) {
        // A secret only goes where nobody can read it on the way (WebSub section 5.1), and a new one only where the
        // hub is known to have the present one.
        if (row.hub.startsWith("https://") && (row.state == State.ACTIVE || row.secret == null)) {
            row.formerSecret = row.secret;
            row.secret = Tokens.next();
        }
        row.state = State.ASKED;
        row.callback = base + row.token;
        row.askedAt = now();
        row.nextStepAt = row.askedAt.plus(PushTimes.VERIFICATION);
    }

    private void leave(PushRow row) {
        row.state = State.ENDED;
        row.nextStepAt = now().plus(PushTimes.VERIFICATION);
    }

    private static Map<String, String> form(PushRow row, String mode) {
        var form = new LinkedHashMap<String, String>();
        form.put("hub.mode", mode);
        form.put("hub.topic", row.topic);
        form.put("hub.callback", row.callback);
        if (mode.equals("subscribe")) {
            form.put("hub.lease_seconds", Long.toString(PushTimes.LEASE.toSeconds()));
            if (row.secret != null) {
                form.put("hub.secret", row.secret);
            }
        }
        return form;
    }

    /// Unless the hub has verified it meanwhile, whatever it answered.
    private void failed(PushRow asked, HubAnswer answer) {
        var reason =
                switch (answer) {
                    case HubAnswer.Accepted _ -> throw new IllegalStateException("that is no failure");
                    case HubAnswer.Refused refused -> refused.reason();
                    case HubAnswer.Unreachable unreachable -> unreachable.reason();
                };
        Duration pause = answer instanceof HubAnswer.Refused refused ? refused.retryAfter() : null;
        var now = now();
        subscriptions.with(asked.token, (session, row) -> {
            if (row.state != State.ASKED || !Objects.equals(row.askedAt, asked.askedAt)) {
                return;
            }
            row.state = State.WANTED;
            row.failures++;
            row.nextStepAt = PushTimes.retry(row.feedId, row.failures, pause, now);
            var note = "Its hub %s does not work, so it is polled as usual. %s"
                    .formatted(PushedFeeds.nameOf(row.hub), row.withoutSecrets(reason));
            PushedFeeds.doubt(session, row.feedId, note, now);
            if (row.failures == 1) {
                LOG.info("{} feed={} subscription={}", note, row.feedId, row.name());
            }
        });
    }

    /// Milliseconds are what every store of ours keeps.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
