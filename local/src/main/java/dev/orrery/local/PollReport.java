package dev.orrery.local;

import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.poll.Ranking;
import dev.orrery.fetcher.poll.TrialPoll;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Exchange;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Validators;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A poll as text for whoever wonders why a feed is not there.
final class PollReport {
    private final TrialPoll poll;
    private final PrintWriter out;

    PollReport(TrialPoll poll, PrintWriter out) {
        this.poll = poll;
        this.out = out;
    }

    void print() {
        poll.exchanges().forEach(this::exchange);
        decisions();
        entries();
        list("Worth mending", poll.problems());
    }

    private void exchange(Exchange exchange) {
        heading("Request  GET " + Words.safe(exchange.url()));
        exchange.asked().forEach(this::header);
        heading("Answer  "
                + (exchange.status() == null ? "none" : exchange.status())
                + (exchange.protocol() == null ? "" : ", " + exchange.protocol())
                + (exchange.peer() == null ? "" : ", from " + exchange.peer()));
        exchange.answered().forEach(this::header);
        var timing = exchange.timing();
        line(
                "time",
                "%s (look-up %s, connection %s, TLS %s, first byte %s)"
                        .formatted(
                                Words.duration(timing.whole()),
                                Words.duration(timing.lookUp()),
                                Words.duration(timing.connect()),
                                Words.duration(timing.secure()),
                                Words.duration(timing.firstByte())));
        line("body", Words.number(exchange.bytes()) + " bytes sent");
        if (exchange.tls() != null) {
            tls(exchange.tls());
        }
    }

    private void tls(Exchange.Tls tls) {
        line("TLS", tls.version());
        line(
                "certificate",
                "%s, by %s, until %s"
                        .formatted(
                                Words.safe(String.valueOf(tls.subject())),
                                Words.safe(String.valueOf(tls.issuer())),
                                Words.time(tls.validTo())));
    }

    private void decisions() {
        heading("Decisions");
        poll.answer()
                .hops()
                .forEach(hop -> line(
                        "redirect",
                        "%d to %s, %s"
                                .formatted(
                                        hop.status(), Words.safe(hop.to()), hop.permanent() ? "for good" : "for now")));
        switch (poll.answer()) {
            case Answer.Document document -> document(document);
            case Answer.NotModified same -> {
                line("outcome", "Nothing has changed.");
                kept(same.validators());
                hints(same.hints());
            }
            case Answer.Refused refused -> {
                line("outcome", Words.safe(refused.reason()));
                hints(refused.hints());
            }
            case Answer.Unreachable unreachable ->
                line("outcome", "%s: %s".formatted(unreachable.step(), Words.safe(unreachable.reason())));
        }
        line(
                "next poll",
                "%s. %s".formatted(Words.time(poll.next().at()), poll.next().because()));
    }

    private void document(Answer.Document document) {
        var feed = poll.feed();
        line(
                "outcome",
                feed == null
                        ? Words.safe(String.valueOf(poll.failure()))
                        : "A feed, %s, %s."
                                .formatted(
                                        Words.format(Words.safe(feed.format())),
                                        Words.count(feed.entries().size(), "entry", "entries")));
        line("decoded", Words.number(document.body().length) + " bytes");
        kept(document.validators());
        hints(document.hints());
        if (feed != null) {
            feed(feed);
        }
    }

    private void kept(Validators validators) {
        line(
                "kept",
                validators.equals(Validators.NONE)
                        ? "nothing to ask for changes with"
                        : Stream.of(named("ETag", validators.etag()), named("Last-Modified", validators.lastModified()))
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(", ")));
    }

    private void hints(Hints hints) {
        if (hints.retryAfter() != null) {
            line("Retry-After", Words.duration(hints.retryAfter()));
        }
        line("fresh for", hints.freshFor() == null ? "the server does not say" : Words.duration(hints.freshFor()));
        hubs(hints.hubs(), hints.self());
    }

    private void feed(ParsedFeed feed) {
        var rhythm = feed.rhythm();
        if (rhythm.ttl() != null) {
            line("ttl", Words.duration(rhythm.ttl()));
        }
        if (rhythm.update() != null) {
            line("updates", "every " + Words.duration(rhythm.update()));
        }
        if (!rhythm.skipHours().isEmpty()) {
            line("skip hours", rhythm.skipHours().stream().sorted().toList().toString());
        }
        if (!rhythm.skipDays().isEmpty()) {
            line("skip days", rhythm.skipDays().stream().sorted().toList().toString());
        }
        hubs(feed.hubs(), feed.self());
        line("title", feed.title() == null ? "none" : Words.safe(feed.title()));
        line("site", feed.site() == null ? "none" : Words.safe(feed.site()));
    }

    private void hubs(List<String> hubs, @Nullable String self) {
        hubs.forEach(hub -> line("hub", Words.safe(hub)));
        if (self != null) {
            line("self", Words.safe(self));
        }
    }

    private void entries() {
        if (poll.feed() == null) {
            return;
        }
        heading("Entries");
        var entries = poll.feed().entries();
        for (int i = 0; i < entries.size(); i++) {
            out.println("%4d. %s".formatted(i + 1, Words.title(entries.get(i).title())));
            entry(entries.get(i), poll.keys().get(i), poll.ranks().get(i));
        }
    }

    private void entry(Source entry, RawEntry.Key key, Ranking rank) {
        detail("key", "%s %s".formatted(key.kind().name().toLowerCase(java.util.Locale.ROOT), Words.safe(key.value())));
        entry.links().stream()
                .filter(link -> link.rel().equals("alternate"))
                .forEach(link -> detail("link", Words.safe(link.href())));
        detail("published", Words.time(entry.published()));
        if (entry.updated() != null) {
            detail("updated", Words.time(entry.updated()));
        }
        detail("rank", "%s, %s".formatted(Words.time(rank.at()), rank.dating().sentence()));
        if (!entry.authors().isEmpty()) {
            detail("authors", entry.authors().stream().map(PollReport::name).collect(Collectors.joining(", ")));
        }
        detail("text", "content %s, summary %s".formatted(length(entry.content()), length(entry.summary())));
    }

    private static String name(Person person) {
        return Words.safe(
                person.name() != null ? person.name() : person.uri() != null ? person.uri() : "(no name)", 60);
    }

    private static String length(@Nullable Text text) {
        return text == null
                ? "none"
                : "%s characters of %s".formatted(Words.number(text.value().length()), text.type());
    }

    private void list(String name, List<String> sentences) {
        if (!sentences.isEmpty()) {
            heading(name);
            sentences.forEach(sentence -> out.println("  - " + Words.safe(sentence)));
        }
    }

    private static @Nullable String named(String name, @Nullable String value) {
        return value == null ? null : name + " " + Words.safe(value);
    }

    private void heading(String text) {
        out.println();
        out.println(text);
    }

    private void header(Exchange.Field field) {
        out.println("  %s: %s".formatted(Words.safe(field.name()), Words.safe(field.value())));
    }

    private void line(String name, String value) {
        out.println("  %-12s %s".formatted(name, value));
    }

    private void detail(String name, String value) {
        out.println("      %-10s %s".formatted(name, value));
    }
}
