package dev.orrery.fetcher.poll;

import dev.orrery.events.RawEntry.Key.Kind;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.poll.Ranking.Dating;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Exchange;
import dev.orrery.fetcher.web.Hop;
import dev.orrery.fetcher.web.Validators;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a feed's owner could mend, though the feed can be read.
final class TrialProblems {
    /// Clocks differ.
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /// A certificate that is still not renewed then may well run out.
    private static final Duration CERTIFICATE_ENDS_SOON = Duration.ofDays(14);

    private TrialProblems() {}

    static List<String> of(TrialPoll poll) {
        var problems = new ArrayList<String>();
        moves(poll.answer().hops(), problems);
        if (poll.answer() instanceof Answer.Document document && poll.feed() != null) {
            server(document, problems);
            entries(poll.feed(), poll.at(), problems);
            dates(poll, problems);
            keys(poll, problems);
        }
        certificate(poll.exchanges(), poll.at(), problems);
        return problems;
    }

    private static void moves(List<Hop> hops, List<String> problems) {
        if (!hops.isEmpty() && hops.getFirst().permanent()) {
            problems.add("The address has moved for good, to %s; subscribe to that."
                    .formatted(hops.getFirst().to()));
        }
        if (hops.size() > 1) {
            problems.add("%d redirects lead to the feed; each costs every poll a request.".formatted(hops.size()));
        }
    }

    private static void server(Answer.Document document, List<String> problems) {
        if (document.validators().equals(Validators.NONE)) {
            problems.add(
                    "The server gives neither ETag nor Last-Modified, so it has to send the whole feed every time.");
        }
        var type = document.contentType();
        if (type == null) {
            problems.add("The server does not say what the document is (Content-Type).");
        } else if (type.contains("html")) {
            problems.add("The server calls the feed a web page (Content-Type: %s).".formatted(type));
        }
    }

    private static void entries(ParsedFeed feed, Instant at, List<String> problems) {
        if (feed.entries().isEmpty()) {
            problems.add("The feed has no entries.");
        }
        if (feed.left() > 0) {
            problems.add("The feed holds %d entries more than are read.".formatted(feed.left()));
        }
        if (feed.title() == null || feed.title().isBlank()) {
            problems.add("The feed has no title.");
        }
        count(feed, problems, entry -> date(entry) == null, "no date; they rank by when they are first seen");
        count(feed, problems, entry -> isAhead(date(entry), at), "a date that lies in the future");
        count(feed, problems, TrialProblems::hasNoLink, "no link");
        count(feed, problems, entry -> entry.title() == null, "no title");
        count(feed, problems, entry -> entry.content() == null && entry.summary() == null, "no text at all");
    }

    private static void dates(TrialPoll poll, List<String> problems) {
        if (counts(poll, Dating.STAMPED) > 0) {
            problems.add(
                    "All entries bear the moment at which the feed was made instead of dates of their own; they rank by"
                            + " when they are first seen.");
        }
        long old = counts(poll, Dating.IMPLAUSIBLE);
        if (old > 0) {
            problems.add("%d of %d entries have a date before 1990, which counts as none."
                    .formatted(old, poll.ranks().size()));
        }
    }

    private static long counts(TrialPoll poll, Dating dating) {
        return poll.ranks().stream().filter(rank -> rank.dating() == dating).count();
    }

    private static void keys(TrialPoll poll, List<String> problems) {
        long shared = 0;
        var entries = poll.feed() == null ? List.<Source>of() : poll.feed().entries();
        for (int i = 0; i < entries.size(); i++) {
            shared += entries.get(i).guid() != null && poll.keys().get(i).kind() != Kind.GUID ? 1 : 0;
        }
        if (shared > 0) {
            problems.add(
                    "%d entries share a guid with others, which so names none of them; link or text stands in for it."
                            .formatted(shared));
        }
        long byText =
                poll.keys().stream().filter(key -> key.kind() == Kind.CONTENT).count();
        if (byText > 0) {
            problems.add("%d of %d entries are known by their text alone: every edit makes a new entry."
                    .formatted(byText, entries.size()));
        }
    }

    private static void certificate(List<Exchange> exchanges, Instant at, List<String> problems) {
        var tls = exchanges.isEmpty() ? null : exchanges.getLast().tls();
        if (tls != null && tls.validTo() != null && tls.validTo().isBefore(at.plus(CERTIFICATE_ENDS_SOON))) {
            problems.add("The server's certificate ends on %s.".formatted(tls.validTo()));
        }
    }

    private static void count(ParsedFeed feed, List<String> problems, Predicate<Source> odd, String what) {
        long count = feed.entries().stream().filter(odd).count();
        if (count > 0) {
            problems.add(
                    "%d of %d entries have %s.".formatted(count, feed.entries().size(), what));
        }
    }

    private static @Nullable Instant date(Source entry) {
        return entry.published() != null ? entry.published() : entry.updated();
    }

    private static boolean isAhead(@Nullable Instant date, Instant at) {
        return date != null && date.isAfter(at.plus(AHEAD));
    }

    private static boolean hasNoLink(Source entry) {
        return entry.links().stream().noneMatch(link -> link.rel().equals("alternate"));
    }
}
