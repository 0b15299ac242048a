package dev.orrery.fetcher.discover;

import dev.orrery.fetcher.discover.Attempt.Step;
import dev.orrery.fetcher.discover.Visits.Visit;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.web.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// One search, from an address to the feeds found.
final class Search {
    private static final int MOST_REQUESTS = 10;
    private static final int MOST_FEEDS = 6;
    private static final Duration MOST_TIME = Duration.ofSeconds(30);

    /// Of the documents that are kept as first polls.
    private static final long MOST_BYTES = 32 << 20;

    /// A server that answers so often with a page where a feed is guessed has pages for everything.
    private static final int MOST_PAGES_FOR_GUESSES = 3;

    private final Visits visits;
    private final FeedParser parser;
    private final InstantSource clock;
    private final Pasted.Address asked;
    private final Plan plan;
    private final List<FoundFeed> found = new ArrayList<>();
    private final List<Attempt> trail = new ArrayList<>();
    private int stageOfFound = Integer.MAX_VALUE;
    private int pagesForGuesses;
    private long bytes;

    Search(Visits visits, FeedParser parser, InstantSource clock, Pasted.Address asked) {
        this.visits = visits;
        this.parser = parser;
        this.clock = clock;
        this.asked = asked;
        this.plan = new Plan(asked.url());
    }

    Discovered run() throws InterruptedException {
        var until = clock.instant().plus(MOST_TIME);
        if (!FeedLinks.looksLikeFeed(asked.url())) {
            plan.addAll(SitePatterns.candidates(asked.url()));
        }
        plan.add(new Candidate(asked.url(), How.ADDRESS));
        guessAround(asked.url());
        for (var next = plan.next(); next != null && !isOver(next, until); next = plan.next()) {
            boolean pointless = next.how() == How.WELL_KNOWN && pagesForGuesses >= MOST_PAGES_FOR_GUESSES;
            if (!pointless && visits.mayAsk(next.url())) {
                look(next);
            }
        }
        if (found.isEmpty()) {
            return new Discovered.NotFound(Explanation.of(trail), trail);
        }
        found.sort(Comparator.comparing((FoundFeed feed) -> feed.standing() == Standing.COMMENTS)
                .thenComparing(feed -> feed.feed().entries().isEmpty())
                .thenComparing(FoundFeed::standing)
                .thenComparing(feed -> !feed.full()));
        return new Discovered.Found(found, trail);
    }

    private boolean isOver(Candidate next, Instant until) {
        boolean guess = next.how() == How.WELL_KNOWN;
        return (guess ? stageOfFound < Integer.MAX_VALUE : next.how().stage() > stageOfFound)
                || found.size() >= MOST_FEEDS
                || visits.requests() >= MOST_REQUESTS
                || bytes > MOST_BYTES
                || clock.instant().isAfter(until);
    }

    /// On a site that many people share, what is elsewhere on it is somebody else's.
    private void guessAround(HttpUrl url) {
        if (!SitePatterns.isShared(url)) {
            plan.add(new Candidate(WellKnown.root(url), How.HOME));
            plan.addAll(WellKnown.candidates(url));
        }
    }

    private void look(Candidate candidate) throws InterruptedException {
        var visit = visits.ask(candidate.url());
        switch (visit.answer()) {
            case Answer.Document document -> read(candidate, document, visit);
            case Answer.NotModified _ ->
                tried(candidate, Step.STATUS, "The server answers 304, although it was not asked for news.", null);
            case Answer.Refused refused -> refused(candidate, refused);
            case Answer.Unreachable unreachable -> unreachable(candidate, unreachable);
        }
    }

    private void read(Candidate candidate, Answer.Document document, Visit visit) {
        switch (parser.parse(document.body(), document.contentType(), document.url())) {
            case FeedParser.Parsed parsed -> take(candidate, document, parsed.feed());
            case FeedParser.NotAFeed no when PageFeeds.looksLikePage(document) -> page(candidate, document, visit, no);
            case FeedParser.NotAFeed no -> tried(candidate, Step.NOT_A_FEED, no.reason(), Explanation.head(document));
        }
    }

    private void take(Candidate candidate, Answer.Document document, ParsedFeed feed) {
        var settled = Settled.of(candidate.url().toString(), document);
        var address = Objects.requireNonNull(HttpUrl.parse(settled.url()), "it was asked for");
        var title = candidate.title() == null ? feed.title() : candidate.title();
        var standing = Standing.of(address, title, asked.url());
        found.add(new FoundFeed(settled.url(), candidate.how(), standing, feed, settled.answer()));
        bytes += document.body().length;
        if (standing != Standing.COMMENTS) {
            stageOfFound = Math.min(stageOfFound, candidate.how().stage());
        }
        tried(candidate, Step.FEED, "It is a feed.", null);
    }

    private void page(Candidate candidate, Answer.Document document, Visit visit, FeedParser.NotAFeed no) {
        var head = Explanation.head(document);
        if (candidate.how() == How.WELL_KNOWN) {
            pagesForGuesses++;
        }
        var url = HttpUrl.parse(document.url());
        if (!candidate.how().leadsOn() || url == null) {
            tried(candidate, Step.NOT_A_FEED, no.reason(), head);
            return;
        }
        var page = PageFeeds.parse(document.body(), document.contentType(), document.url());
        tried(candidate, Step.PAGE, no.reason(), head);
        if (visit.exchange() != null) {
            plan.addAll(LinkHeader.feeds(visit.exchange().answered("Link"), url));
        }
        plan.addAll(PageFeeds.in(page));
        PageHints.in(page, url).stream()
                .filter(hint -> hint.how() != How.BLOG || !SitePatterns.isShared(url))
                .forEach(plan::add);
        guessAround(url);
    }

    private void refused(Candidate candidate, Answer.Refused refused) {
        if (refused.walled()) {
            visits.walled(candidate.url());
            tried(candidate, Step.BOT_WALL, refused.reason(), null);
            return;
        }
        if (refused.status() == 429 || refused.status() == 503) {
            visits.close(candidate.url());
        }
        tried(candidate, Step.STATUS, refused.reason(), null);
    }

    private void unreachable(Candidate candidate, Answer.Unreachable unreachable) {
        var step = Step.valueOf(unreachable.step().name());
        tried(candidate, step, unreachable.reason(), null);
        if (step == Step.REDIRECT || step == Step.ADDRESS || !unreachable.hops().isEmpty()) {
            return;
        }
        visits.close(candidate.url());
        if (candidate.how() == How.ADDRESS) {
            otherwise(candidate.url(), step);
        }
    }

    /// What whoever left something out may have meant.
    private void otherwise(HttpUrl url, Step step) {
        if (step == Step.DNS && !url.host().startsWith("www.")) {
            plan.add(new Candidate(url.newBuilder().host("www." + url.host()).build(), How.ADDRESS));
        } else if (asked.guessed()
                && url.isHttps()
                && (step == Step.CONNECT || step == Step.TLS || step == Step.EXCHANGE)) {
            plan.add(new Candidate(
                    url.newBuilder()
                            .scheme("http")
                            .port(url.port() == 443 ? 80 : url.port())
                            .build(),
                    How.ADDRESS));
        }
    }

    private void tried(Candidate candidate, Step step, String sentence, @Nullable String head) {
        trail.add(new Attempt(candidate.url().toString(), candidate.how(), step, sentence, head));
    }
}
