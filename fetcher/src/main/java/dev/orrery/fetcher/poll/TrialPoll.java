package dev.orrery.fetcher.poll;

import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.fetcher.discover.PageFeeds;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Exchange;
import dev.orrery.fetcher.web.ExchangeListener;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.FeedRequest;
import dev.orrery.fetcher.web.Validators;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One poll outside of everything: nothing is stored or sent, and all of it can be looked at.
///
/// @param exchanges the requests, one a redirect, in order
/// @param feed      what was read; absent where there was no document or it was no feed
/// @param keys      what the feed's entries would be known by, one an entry
/// @param ranks     where they would stand in time, one an entry
/// @param failure   why it would count as a failure, in a sentence; absent where it would not
/// @param next      when a feed that nobody knew before would be polled again
/// @param at        when the answer was there
public record TrialPoll(
        String url,
        List<Exchange> exchanges,
        Answer answer,
        @Nullable ParsedFeed feed,
        List<RawEntry.Key> keys,
        List<Ranking> ranks,
        @Nullable String failure,
        PollSchedule.Next next,
        Instant at) {
    public TrialPoll {
        exchanges = List.copyOf(exchanges);
        keys = List.copyOf(keys);
        ranks = List.copyOf(ranks);
    }

    /// @param validators of a document that the server is told we have
    /// @throws InterruptedException if the client was closed meanwhile
    public static TrialPoll of(
            String url, Validators validators, FeedHttpClient web, FeedParser parser, InstantSource clock)
            throws InterruptedException {
        var exchanges = new ArrayList<Exchange>();
        var answer = web.fetch(new FeedRequest(url, validators, 0), new ExchangeListener() {
            @Override
            public void ended(Exchange exchange) {
                exchanges.add(exchange);
            }
        });
        var at = clock.instant();
        var read = answer instanceof Answer.Document document
                ? parser.parse(document.body(), document.contentType(), document.url())
                : null;
        var feed = read instanceof FeedParser.Parsed parsed ? parsed.feed() : null;
        var failure = failure(answer, read);
        var keys = feed == null ? List.<RawEntry.Key>of() : EntryKeys.of(feed.entries());
        var ranks = feed == null ? List.<Ranking>of() : Rankings.of(feed, at);
        return new TrialPoll(url, exchanges, answer, feed, keys, ranks, failure, next(url, answer, read, at), at);
    }

    /// What is odd about the feed, for its owner, a sentence each.
    public List<String> problems() {
        return TrialProblems.of(this);
    }

    private static @Nullable String failure(Answer answer, FeedParser.@Nullable Result read) {
        return switch (answer) {
            case Answer.Document document
            when read instanceof FeedParser.NotAFeed no -> no.reason() + PageFeeds.hint(document);
            case Answer.Document _, Answer.NotModified _ -> null;
            case Answer.Refused refused -> refused.reason();
            case Answer.Unreachable unreachable -> unreachable.reason();
        };
    }

    /// When a feed that nobody knew before would be polled again.
    private static PollSchedule.Next next(String url, Answer answer, FeedParser.@Nullable Result read, Instant at) {
        var feed = new Feed(Ids.feedId(url), url, CarriedFeeds.hostOf(url), at);
        var outcome = answer instanceof Answer.Document document
                ? outcome(feed, document, Objects.requireNonNull(read))
                : NoDocument.outcome(feed, answer, host -> 1);
        return NextPoll.of(PollSchedule.USUAL, feed, outcome, answer, at);
    }

    private static PollOutcome outcome(Feed feed, Answer.Document document, FeedParser.Result read) {
        return switch (read) {
            case FeedParser.Parsed parsed ->
                new PollOutcome.Updated(
                        Answered.of(feed, document),
                        parsed.feed(),
                        Prints.of(Prints.body(document.body()), parsed.feed()),
                        Findings.NONE);
            case FeedParser.NotAFeed no -> new PollOutcome.Failed(Causes.of(no), no.reason(), document.status());
        };
    }
}
