package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.discover.PageFeeds;
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
    ///         to do. The feed is still due, the host still claimed
    /// @throws InterruptedException if the fetcher is stopping; the feed stays due
    public @Nullable PollOutcome poll(Claim claim, Duration gap) throws InterruptedException {
        var feed = claim.feed();
        try (var held = web.ask(request(feed))) {
            if (held.answer() instanceof Answer.Unreachable no && no.step() == Answer.Step.OURSELVES) {
                LOG.warn("{} The poll is put off. feed={} url={}", no.reason(), feed.id, feed.url);
                return null;
            }
            return take(claim, held.answer(), gap);
        }
    }

    /// What a feed is asked for. Without validators where what it sent has to be looked at again, whatever the server
    /// thinks of it.
    static FeedRequest request(Feed feed) {
        return new FeedRequest(
                feed.url,
                feed.isReadAnew() ? Validators.NONE : feed.validators(),
                feed.planets,
                feed.insecure,
                feed.maxBytes);
    }

    /// Takes an answer that is there already: what discovery read, what a hub delivered. Otherwise as [#poll].
    ///
    /// @param answer with the validators that the next poll is to bring; a hub's delivery has none of its own and
    ///               carries on the [Feed#validators] of the claim
    public @Nullable PollOutcome take(Claim claim, Answer answer, Duration gap) throws InterruptedException {
        var feed = claim.feed();
        var now = now();
        var outcome = outcome(claim, answer, now);
        if (outcome instanceof PollOutcome.Updated updated && !send(claim, updated)) {
            return lost(claim);
        }
        now = now();
        var next = NextPoll.of(schedule, feed, outcome, answer, now);
        if (!store.finish(claim, outcome, next, gap, now)) {
            return lost(claim);
        }
        if (outcome instanceof PollOutcome.RateLimited limited) {
            store.tellNeighbours(feed, limited.host(), next, now);
        }
        report(feed, outcome, next);
        return outcome;
    }

    private PollOutcome outcome(Claim claim, Answer answer, Instant now) {
        return answer instanceof Answer.Document document
                ? read(claim, document, now)
                : NoDocument.outcome(claim.feed(), answer, host -> store.strikes(host, now));
    }

    private PollOutcome read(Claim claim, Answer.Document document, Instant now) {
        var feed = claim.feed();
        var answered = Answered.of(feed, document);
        var print = Prints.body(document.body());
        if (!feed.isReadAnew() && print.equals(feed.bodyHash) && !PushedFeeds.namesAnotherHub(feed, document.hints())) {
            return new PollOutcome.NotModified(answered);
        }
        return switch (parser.parse(document.body(), document.contentType(), document.url())) {
            case FeedParser.NotAFeed no ->
                new PollOutcome.Failed(
                        Causes.of(no),
                        WebPage.explain(no, feed, document) + PageFeeds.hint(document),
                        document.status());
            case FeedParser.Parsed parsed -> compare(claim, document, answered, parsed.feed(), print, now);
        };
    }

    private PollOutcome compare(
            Claim claim, Answer.Document document, Answered answered, ParsedFeed parsed, String print, Instant now) {
        var feed = claim.feed();
        var findings = isKnownElsewhere(feed, answered.move())
                ? Findings.NONE
                : compare(feed, parsed, Absence.of(claim, parsed, now), now);
        return new PollOutcome.Updated(answered, parsed.withHubs(document.hints()), Prints.of(print, parsed), findings);
    }

    private Findings compare(Feed feed, ParsedFeed parsed, Absence absence, Instant now) {
        var reading = new Reading(feed.id, feed.url, parsed, now);
        var memory = store.recall(reading.question());
        if (feed.lastSuccessAt != null || feed.emitting) {
            var trace = reading.trace(memory, feed.emitting);
            memory = trace.isEmpty() ? memory : memory.with(store.trace(trace));
        }
        return reading.compare(memory, absence);
    }

    /// A new feed that turns out to be one that is polled already, by https, has nothing to tell under an id of its
    /// own.
    private boolean isKnownElsewhere(Feed feed, @Nullable Move move) {
        return feed.lastSuccessAt == null && move != null && move.atOnce() && store.isPolledAt(move.to(), feed);
    }

    private boolean send(Claim claim, PollOutcome.Updated updated) throws InterruptedException {
        if (updated.changed().isEmpty()) {
            return true;
        }
        if (!store.intend(claim, updated.changed())) {
            return false;
        }
        announcer.entries(updated.changed());
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
                        "{} new, {} changed and {} withdrawn entries. feed={} url={}",
                        updated.fresh(),
                        updated.changed().size() - updated.fresh() - updated.withdrawn(),
                        updated.withdrawn(),
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
