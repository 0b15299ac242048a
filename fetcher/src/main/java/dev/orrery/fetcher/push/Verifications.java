package dev.orrery.fetcher.push;

import dev.orrery.fetcher.poll.PushedFeeds;
import dev.orrery.fetcher.push.PushRow.State;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers hubs that ask whether it was us who subscribed or left, and hears them when they deny a subscription
/// (WebSub sections 5.2 and 5.3). Nothing is confirmed that was not asked for under this address.
public final class Verifications {
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final int WORDS = 200;

    private final Subscriptions subscriptions;
    private final InstantSource clock;

    public Verifications(SessionFactory sessions, InstantSource clock) {
        this.subscriptions = new Subscriptions(sessions);
        this.clock = clock;
    }

    /// The query of a hub's request, each null where it was left out.
    ///
    /// @param leaseSeconds how long the hub will deliver
    /// @param reason       why it denies
    public record Query(
            @Nullable String mode,
            @Nullable String topic,
            @Nullable String challenge,
            @Nullable String leaseSeconds,
            @Nullable String reason) {}

    /// @param body the challenge, where the hub is told yes
    public record Reply(int status, String body) {}

    private static final Reply NO = new Reply(404, "");

    public Reply answer(String token, Query query) {
        // Set within the row's lock: of two questions at once each is answered by what is true then.
        var reply = new Reply[] {NO};
        subscriptions.with(token, (session, row) -> {
            if (row.topic.equals(query.topic())) {
                reply[0] = answer(session, row, query);
            }
        });
        return reply[0];
    }

    private Reply answer(StatelessSession session, PushRow row, Query query) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (String.valueOf(query.mode())) {
            case "subscribe" -> subscribed(session, row, query, now);
            case "unsubscribe" -> row.isWanted() ? NO : yes(query);
            case "denied" -> denied(session, row, query.reason(), now);
            default -> NO;
        };
    }

    private static Reply yes(Query query) {
        return query.challenge() == null ? NO : new Reply(200, query.challenge());
    }

    private static Reply subscribed(StatelessSession session, PushRow row, Query query, Instant now) {
        if (!row.isVerifiable(now) || query.challenge() == null) {
            return NO;
        }
        var lease = PushTimes.lease(seconds(query.leaseSeconds()));
        row.state = State.ACTIVE;
        row.failures = 0;
        row.leaseUntil = now.plus(lease);
        row.nextStepAt = PushTimes.renewal(row.feedId, lease, now);
        if (!PushedFeeds.extend(session, row.feedId, row.leaseUntil)) {
            var note = "Its hub %s has promised to tell of news.".formatted(PushedFeeds.nameOf(row.hub));
            PushedFeeds.note(session, row.feedId, note, now);
        }
        return yes(query);
    }

    private static Reply denied(StatelessSession session, PushRow row, @Nullable String reason, Instant now) {
        if (!row.isWanted()) {
            return new Reply(200, "");
        }
        row.state = State.WANTED;
        row.leaseUntil = null;
        row.askedAt = null;
        row.failures++;
        row.nextStepAt = PushTimes.retry(row.feedId, row.failures, PushTimes.AFTER_A_DENIAL, now);
        var said = reason == null || reason.isBlank()
                ? ""
                : " It says: “%s”."
                        .formatted(row.withoutSecrets(reason.substring(0, Math.min(WORDS, reason.length()))
                                .replaceAll("\\p{Cntrl}+", " ")
                                .strip()));
        var note = "Its hub %s denies the subscription, so it is polled as usual.%s"
                .formatted(PushedFeeds.nameOf(row.hub), said);
        PushedFeeds.doubt(session, row.feedId, note, now);
        LOG.info("{} feed={} subscription={}", note, row.feedId, row.name());
        return new Reply(200, "");
    }

    private static @Nullable Long seconds(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }
}
