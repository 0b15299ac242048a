package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.State;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.poll.PollSchedule.Trouble;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.FeedRequest;
import dev.orrery.fetcher.web.Validators;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One poll, start to finish.
///
/// The order of its steps is the promise that nothing is lost and nothing told twice in different words: fetch, read,
/// compare; note what is to be sent; send it and wait for every acknowledgement; then, in one transaction,
/// validators, arrived entries and the next poll. Where it stops in between, the feed is still due, its old
/// validators are still the stored ones, and the poll after it asks without any.
public final class FeedPoller {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPoller.class);

    private final FeedStore store;
    private final FeedHttpClient web;
    private final Reader reader;
    private final Announcer announcer;
    private final PollSchedule schedule;
    private final InstantSource clock;

    /// Makes something of a document, as [FeedParser] does.
    interface Reader {
        FeedParser.Result parse(byte[] document, @Nullable String contentType, String url);
    }

    public FeedPoller(
            FeedStore store,
            FeedHttpClient web,
            FeedParser parser,
            Announcer announcer,
            PollSchedule schedule,
            InstantSource clock) {
        this(store, web, (Reader) parser::parse, announcer, schedule, clock);
    }

    FeedPoller(
            FeedStore store,
            FeedHttpClient web,
            Reader reader,
            Announcer announcer,
            PollSchedule schedule,
            InstantSource clock) {
        this.store = store;
        this.web = web;
        this.reader = reader;
        this.announcer = announcer;
        this.schedule = schedule;
        this.clock = clock;
    }

    /// @param gap how long the host is left alone after this poll
    /// @return what was stored, or null if the claim was lost meanwhile and nothing was
    /// @throws InterruptedException if the fetcher is stopping; the feed stays due
    public @Nullable PollOutcome poll(Claim claim, Duration gap) throws InterruptedException {
        return take(claim, web.fetch(request(claim.feed())), gap);
    }

    /// What a feed is asked for. Without validators after a poll that did not end: what it sent has to be looked at
    /// again, whatever the server thinks of it.
    static FeedRequest request(Feed feed) {
        return new FeedRequest(feed.url, feed.emitting ? Validators.NONE : feed.validators(), feed.planets);
    }

    /// Takes an answer that is there already: what discovery read, what a hub delivered. Otherwise as [#poll].
    ///
    /// @param answer with the validators that the next poll is to bring; a hub's delivery has none of its own and
    // carries
    ///               on the [Feed#validators] of the claim
    public @Nullable PollOutcome take(Claim claim, Answer answer, Duration gap) throws InterruptedException {
        var feed = claim.feed();
        var now = now();
        var outcome = outcome(feed, answer, now);
        if (outcome instanceof PollOutcome.Updated updated && !send(claim, updated)) {
            return lost(claim);
        }
        now = now();
        var next = next(feed, outcome, answer, now);
        if (!store.finish(claim, outcome, next, gap, now)) {
            return lost(claim);
        }
        if (outcome instanceof PollOutcome.RateLimited limited) {
            store.tellNeighbours(feed, limited.host(), next, now);
        }
        report(feed, outcome, next);
        return outcome;
    }

    private PollOutcome outcome(Feed feed, Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Document document -> read(feed, document, now);
            case Answer.NotModified same ->
                new PollOutcome.NotModified(new Answered(304, same.validators(), same.hints(), move(feed, same)));
            case Answer.Refused refused -> refused(feed, refused, now);
            case Answer.Unreachable unreachable -> new PollOutcome.Failed(unreachable.reason(), null);
        };
    }

    private PollOutcome refused(Feed feed, Answer.Refused refused, Instant now) {
        return switch (refused.status()) {
            case 429, 503 -> {
                var host = CarriedFeeds.hostOf(
                        refused.hops().isEmpty()
                                ? feed.url
                                : refused.hops().getLast().to());
                yield new PollOutcome.RateLimited(refused.reason(), refused.status(), host, store.strikes(host, now));
            }
            case 410 -> new PollOutcome.Gone(refused.reason());
            default -> new PollOutcome.Failed(refused.reason(), refused.status());
        };
    }

    private PollOutcome read(Feed feed, Answer.Document document, Instant now) {
        var answered = new Answered(document.status(), document.validators(), document.hints(), move(feed, document));
        if (!feed.emitting && Prints.body(document.body()).equals(feed.bodyHash)) {
            return new PollOutcome.NotModified(answered);
        }
        return switch (reader.parse(document.body(), document.contentType(), document.url())) {
            case FeedParser.NotAFeed no ->
                new PollOutcome.Failed(WebPage.explain(no, feed, document), document.status());
            case FeedParser.Parsed parsed -> compare(feed, document, answered, parsed.feed(), now);
        };
    }

    private PollOutcome compare(
            Feed feed, Answer.Document document, Answered answered, ParsedFeed parsed, Instant now) {
        var ledger = new Ledger(feed.id, feed.url, parsed);
        var prints = Prints.of(document.body(), parsed);
        var changed = isKnownElsewhere(feed, answered.move())
                ? List.<Sighting>of()
                : ledger.compare(store.seen(ledger.entryIds()), now);
        return new PollOutcome.Updated(answered, parsed, prints, changed);
    }

    /// A new feed that turns out to be one that is polled already, by https, has nothing to tell under an id of its
    // own.
    private boolean isKnownElsewhere(Feed feed, @Nullable Move move) {
        return feed.lastSuccessAt == null && move != null && move.atOnce() && store.isPolledAt(move.to(), feed);
    }

    private static @Nullable Move move(Feed feed, Answer answer) {
        return Move.of(feed.url, answer.hops());
    }

    private PollSchedule.Next next(Feed feed, PollOutcome outcome, Answer answer, Instant now) {
        var habits = Habits.of(feed);
        var retryAfter = retryAfter(answer);
        return switch (outcome) {
            case PollOutcome.Updated updated ->
                schedule.afterAnswer(
                        feed.id,
                        habits.after(updated.answered(), updated.feed(), updated.fresh(), now),
                        retryAfter,
                        feed.pushUntil,
                        now);
            case PollOutcome.NotModified(var answered) ->
                schedule.afterAnswer(feed.id, habits.after(answered), retryAfter, feed.pushUntil, now);
            case PollOutcome.RateLimited limited ->
                schedule.afterLimit(feed.id, limited.status(), limited.strikes(), retryAfter, now);
            case PollOutcome.Gone _ -> {
                var since = feed.goneSince == null ? now : feed.goneSince;
                yield schedule.afterGone(feed.id, FeedUpdate.hasEnded(since, feed.gonePolls + 1, now), now);
            }
            case PollOutcome.Failed _ when feed.state == State.GONE -> schedule.afterGone(feed.id, true, now);
            case PollOutcome.Failed failed ->
                schedule.afterFailure(
                        feed.id,
                        habits,
                        new Trouble(
                                feed.failures + 1,
                                feed.lastSuccessAt == null && mayBeAHiccup(answer),
                                retryAfter,
                                failed.status() == null ? 0 : failed.status()),
                        now);
        };
    }

    private static boolean mayBeAHiccup(Answer answer) {
        return switch (answer) {
            case Answer.Unreachable unreachable ->
                switch (unreachable.step()) {
                    case DNS, CONNECT, TLS, EXCHANGE -> true;
                    case ADDRESS, GUARD, REDIRECT -> false;
                };
            case Answer.Refused refused -> refused.status() >= 500 || refused.status() == 408;
            case Answer.Document _, Answer.NotModified _ -> false;
        };
    }

    private static @Nullable Duration retryAfter(Answer answer) {
        return switch (answer) {
            case Answer.Document document -> document.hints().retryAfter();
            case Answer.NotModified same -> same.hints().retryAfter();
            case Answer.Refused refused -> refused.hints().retryAfter();
            case Answer.Unreachable _ -> null;
        };
    }

    private boolean send(Claim claim, PollOutcome.Updated updated) throws InterruptedException {
        if (updated.changed().isEmpty()) {
            return true;
        }
        if (!store.intend(claim, updated.changed())) {
            return false;
        }
        announcer.entries(updated.changed().stream().map(Sighting::record).toList());
        return true;
    }

    /// Milliseconds are what every store and reader of ours keeps.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable PollOutcome lost(Claim claim) {
        LOG.warn(
                "The claim was lost while polling, another fetcher has taken over. feed={} host={}",
                claim.feed().id,
                claim.host());
        return null;
    }

    private static void report(Feed feed, PollOutcome outcome, PollSchedule.Next next) {
        switch (outcome) {
            case PollOutcome.Updated updated
            when !updated.changed().isEmpty() ->
                LOG.info(
                        "{} new and {} changed entries. feed={} url={}",
                        updated.fresh(),
                        updated.changed().size() - updated.fresh(),
                        feed.id,
                        feed.url);
            case PollOutcome.Failed failed
            when feed.failures == 0 ->
                LOG.info("{} Tried again at {}. feed={} url={}", failed.reason(), next.at(), feed.id, feed.url);
            case PollOutcome.RateLimited limited ->
                LOG.info("{} {} feed={} url={}", limited.reason(), next.because(), feed.id, feed.url);
            case PollOutcome other -> LOG.debug("{} feed={} url={}", other, feed.id, feed.url);
        }
    }
}
