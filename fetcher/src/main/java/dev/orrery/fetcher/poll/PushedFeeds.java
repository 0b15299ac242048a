package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.Pace;
import dev.orrery.fetcher.web.Hints;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// What hubs change of feeds: whether news comes by push, so that a feed need be polled but rarely, and what people are
/// told of it. Within the caller's transactions.
public final class PushedFeeds {
    /// An entry that a poll finds this long after the hub's last word, the hub has not told of.
    static final Duration WORD_COUNTS = Duration.ofMinutes(15);

    /// A hub that calls does not make us ask a feed's server more often than this.
    private static final Duration CALLS_APART = Duration.ofMinutes(1);

    private static final Duration AFTER_A_MISS = Duration.ofMinutes(30);

    private PushedFeeds() {}

    /// What a poll's document says of the feed's hub. Where it holds news that the hub has not told of, the hub is not
    /// trusted any longer.
    static void polled(Feed feed, PollOutcome.Updated updated, Instant now) {
        var document = updated.feed();
        feed.hub = choose(document.hubs());
        feed.topic = feed.hub == null ? null : document.self() == null ? feed.url : document.self();
        boolean trusted = feed.pushUntil != null && feed.pushUntil.isAfter(now);
        boolean told = feed.pushedAt != null && !feed.pushedAt.plus(WORD_COUNTS).isBefore(now);
        if (trusted && !told && updated.fresh() > 0) {
            feed.pushUntil = null;
            // The next poll was reckoned with while the hub was still trusted.
            if (feed.nextPollAt.isAfter(now.plus(AFTER_A_MISS))) {
                feed.nextPollAt = now.plus(AFTER_A_MISS);
                feed.nextPollBecause = "News no longer comes by push.";
                feed.pace = Pace.PUSH_ENDED;
            }
            feed.pushNote =
                    "Its hub %s did not tell of a new entry, so it is polled as usual.".formatted(nameOf(feed.hub));
        }
    }

    /// Whether an answer's headers name another hub than the one we know, whatever its document says.
    static boolean namesAnotherHub(Feed feed, Hints hints) {
        return !hints.hubs().isEmpty() && !Objects.equals(choose(hints.hubs()), feed.hub);
    }

    /// What a delivery's document changes: nothing of how the server fares, of its validators or of the next poll.
    ///
    /// @param unfinished whether the poll before did not end; the next one still has to make up for it
    static void delivered(Feed feed, PollOutcome outcome, boolean unfinished, Instant now) {
        if (outcome instanceof PollOutcome.Updated updated) {
            feed.emitting = unfinished;
            if (updated.fresh() > 0) {
                feed.lastNewEntryAt = now;
            }
        }
    }

    /// The hub has told of something, in a way that can be trusted.
    public static void told(StatelessSession session, String feedId, Instant now) {
        session.createMutationQuery("update Feed f set f.pushedAt = :now where f.id = :id")
                .setParameter("now", now)
                .setParameter("id", feedId)
                .executeUpdate();
    }

    /// News comes by push until then.
    public static void trust(StatelessSession session, String feedId, Instant until, String note, Instant now) {
        session.createMutationQuery("update Feed f set f.pushUntil = :until where f.id = :id")
                .setParameter("until", until)
                .setParameter("id", feedId)
                .executeUpdate();
        note(session, feedId, note, now);
    }

    /// The hub goes on: if it was trusted, then it is trusted until then.
    ///
    /// @return whether it was
    public static boolean extend(StatelessSession session, String feedId, Instant until) {
        return session.createMutationQuery(
                                "update Feed f set f.pushUntil = :until where f.id = :id and f.pushUntil is not null")
                        .setParameter("until", until)
                        .setParameter("id", feedId)
                        .executeUpdate()
                == 1;
    }

    /// News may not come by push. A feed that was polled rarely because of that is due at once.
    public static void doubt(StatelessSession session, String feedId, @Nullable String note, Instant now) {
        session.createMutationQuery("update Feed f set f.pushUntil = null, f.nextPollAt = :now,"
                        + " f.nextPollBecause = 'News no longer comes by push.', f.pace = :pace"
                        + " where f.id = :id and f.pushUntil is not null and f.nextPollAt > :now and f.failures = 0")
                .setParameter("pace", Pace.PUSH_ENDED)
                .setParameter("now", now)
                .setParameter("id", feedId)
                .executeUpdate();
        session.createMutationQuery("update Feed f set f.pushUntil = null where f.id = :id")
                .setParameter("id", feedId)
                .executeUpdate();
        CarriedFeeds.expect(session, feedId, now);
        note(session, feedId, note, now);
    }

    /// The feed is due now, because its hub has told of something that has to be fetched. One whose polls fail waits
    /// on, whatever a hub says.
    public static void call(StatelessSession session, String feedId, Instant now) {
        var last = session.createSelectionQuery("select f.lastPollAt from Feed f where f.id = :id", Instant.class)
                .setParameter("id", feedId)
                .getSingleResultOrNull();
        var at = last == null || last.plus(CALLS_APART).isBefore(now) ? now : last.plus(CALLS_APART);
        session.createMutationQuery(
                        "update Feed f set f.nextPollAt = :at, f.nextPollBecause = 'Its hub has told of news.',"
                                + " f.pace = :pace"
                                + " where f.id = :id and f.nextPollAt > :at and f.failures = 0")
                .setParameter("pace", Pace.PUSHED)
                .setParameter("at", at)
                .setParameter("id", feedId)
                .executeUpdate();
        CarriedFeeds.expect(session, feedId, now);
    }

    /// What people are told; if it is new, the feed's status is announced.
    public static void note(StatelessSession session, String feedId, @Nullable String note, Instant now) {
        session.createMutationQuery("update Feed f set f.pushNote = :note, f.announceAt = :now"
                        + " where f.id = :id and coalesce(f.pushNote, '') <> coalesce(:note, '')")
                .setParameter("note", note)
                .setParameter("now", now)
                .setParameter("id", feedId)
                .executeUpdate();
    }

    /// The first hub over https, where the secret may be sent, else the first one.
    private static @Nullable String choose(List<String> hubs) {
        return hubs.stream()
                .filter(hub -> hub.startsWith("https://"))
                .findFirst()
                .or(() -> hubs.stream().filter(hub -> hub.startsWith("http://")).findFirst())
                .orElse(null);
    }

    /// A hub's name for people: its host.
    public static String nameOf(@Nullable String hub) {
        try {
            var host = hub == null ? null : URI.create(hub).getHost();
            return host == null ? String.valueOf(hub) : host;
        } catch (IllegalArgumentException e) {
            return String.valueOf(hub);
        }
    }
}
