package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.FeedRequest;
import dev.orrery.fetcher.web.Validators;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One poll, start to finish.
///
/// The order of its steps is the promise that nothing is lost and nothing told twice in different words: fetch,
/// read, compare; note what is to be sent; send it and wait for every acknowledgement; then, in one transaction,
/// validators, arrived entries and the next poll. Where it stops in between, the feed is still due, its old
/// validators are still the stored ones, and the poll after it asks without any.
public final class FeedPoller {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPoller.class);

    private final FeedStore store;
    private final FeedHttpClient web;
    private final FeedParser parser;
    private final Announcer announcer;
    private final PollSchedule schedule;
    private final InstantSource clock;

    public FeedPoller(
            FeedStore store,
            FeedHttpClient web,
            FeedParser parser,
            Announcer announcer,
            PollSchedule schedule,
            InstantSource clock) {
        this.store = store;
        this.web = web;
        this.parser = parser;
        this.announcer = announcer;
        this.schedule = schedule;
        this.clock = clock;
    }

    /// @param gap how long the host is left alone after this poll
    /// @return what was stored, or null if nothing was: the claim was lost meanwhile, or this machine has too much
    ///         to do. Then the lease ends by itself, and the feed is still due
    /// @throws InterruptedException if the fetcher is stopping; the feed stays due
    public @Nullable PollOutcome poll(Claim claim, Duration gap) throws InterruptedException {
        var feed = claim.feed();
        try (var held =
                web.ask(new FeedRequest(feed.url, validators(feed), feed.planets, feed.insecure, feed.maxBytes))) {
            if (held.answer() instanceof Answer.Unreachable no && no.step() == Answer.Step.OURSELVES) {
                LOG.warn("{} The poll is put off. feed={} url={}", no.reason(), feed.id, feed.url);
                return null;
            }
            return take(claim, held.answer(), gap);
        }
    }

    /// Takes an answer that is there already: what discovery read, what a hub delivered. Otherwise as [#poll].
    public @Nullable PollOutcome take(Claim claim, Answer answer, Duration gap) throws InterruptedException {
        var feed = claim.feed();
        var outcome = outcome(feed, answer);
        if (outcome instanceof PollOutcome.Updated updated && !send(claim, updated)) {
            return lost(claim);
        }
        var now = now();
        var next = outcome instanceof PollOutcome.Failed
                ? schedule.afterFailure(feed.id, feed.failures + 1, now)
                : schedule.afterSuccess(feed.id, now);
        if (!store.finish(claim, outcome, next, gap, now)) {
            return lost(claim);
        }
        report(feed, outcome, next);
        return outcome;
    }

    private PollOutcome outcome(Feed feed, Answer answer) {
        return switch (answer) {
            case Answer.Document document -> read(feed, document);
            case Answer.NotModified notModified -> new PollOutcome.NotModified(notModified.validators());
            case Answer.Refused refused -> new PollOutcome.Failed(refused.reason(), refused.status());
            case Answer.Unreachable unreachable -> new PollOutcome.Failed(unreachable.reason(), null);
        };
    }

    /// None after a poll that did not end: what it sent has to be looked at again, whatever the server thinks of it.
    private static Validators validators(Feed feed) {
        return feed.emitting ? Validators.NONE : new Validators(feed.etag, feed.lastModified);
    }

    private PollOutcome read(Feed feed, Answer.Document document) {
        return switch (parser.parse(document.body(), document.contentType(), document.url())) {
            case FeedParser.NotAFeed no -> new PollOutcome.Failed(no.reason(), document.status());
            case FeedParser.Parsed parsed -> compare(feed, document, parsed.feed());
        };
    }

    private PollOutcome compare(Feed feed, Answer.Document document, ParsedFeed parsed) {
        var ledger = new Ledger(feed.id, feed.url, parsed);
        var changed = ledger.compare(store.seen(ledger.entryIds()), now());
        return new PollOutcome.Updated(document.validators(), parsed, changed);
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
            case PollOutcome other -> LOG.debug("{} feed={} url={}", other, feed.id, feed.url);
        }
    }
}
