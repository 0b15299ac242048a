package dev.orrery.enricher.place;

import dev.orrery.enricher.enrich.Authors;
import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Announcement;
import dev.orrery.events.Placement.From;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Planet.Subscription;
import java.util.ArrayList;
import java.util.List;

/// Decides what becomes of an entry on a planet, and says why.
public final class Placer {
    /// Raised whenever the same candidate may be placed differently.
    public static final int VERSION = 2;

    /// In this order; of those that decide, the last one counts.
    private static final List<Rule> RULES = 
            List.of(new SubscriptionRule(), new CollapseRule(), new DuplicateRule(), new ModerationRule());

    /// What becomes of an entry.
    public Outcome outcome(Candidate candidate) {
        return decide(candidate, new ArrayList<>());
    }

    public Placement place(Candidate candidate) {
        var entry = candidate.entry();
        var reasons = new ArrayList<Reason>();
        var outcome = decide(candidate, reasons);
        var original = outcome == Outcome.DUPLICATE ? candidate.company().original() : null;
        return new Placement(
                candidate.planet().planet(),
                entry.entryId(),
                entry.feedId(),
                candidate.subscription().id(),
                outcome,
                entry.rankAt(),
                original == null ? null : original.entryId(),
                reasons,
                tags(entry),
                from(candidate),
                announcement(entry, candidate.subscription()));
    }

    private static Outcome decide(Candidate candidate, List<Reason> reasons) {
        var outcome = Outcome.SHOWN;
        for (var rule : RULES) {
            var ruling = rule.look(candidate).orElse(null);
            if (ruling != null) {
                reasons.add(ruling.reason());
                outcome = ruling.outcome() == null ? outcome : ruling.outcome();
            }
        }
        return outcome;
    }

    private static List<PlacedTag> tags(Entry entry) {
        return entry.tags().stream()
                .map(tag -> new PlacedTag(tag.tag(), tag.label(), "category", null))
                .toList();
    }

    private static From from(Candidate candidate) {
        var verdict = candidate.verdict();
        return new From(
                candidate.entry().revision(), candidate.planet().revision(), verdict == null ? null : verdict.at());
    }

    private static Announcement announcement(Entry entry, Subscription subscription) {
        var named = entry.authors().stream().map(Entry.Author::name).toList();
        return new Announcement(
                entry.title(),
                entry.link(),
                named.isEmpty() ? carriedAs(subscription) : named,
                entry.publishedAt(),
                entry.summary());
    }

    private static List<String> carriedAs(Subscription subscription) {
        var name = Authors.withoutMail(subscription.name());
        return name.isEmpty() ? List.of() : List.of(name);
    }
}
