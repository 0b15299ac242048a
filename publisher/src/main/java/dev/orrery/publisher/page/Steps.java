package dev.orrery.publisher.page;

import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Placement.Reason;
import dev.orrery.publisher.library.Story.Decision;
import dev.orrery.publisher.page.WhyView.Step;
import dev.orrery.publisher.page.WhyView.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The way of a post to its place on a planet, look by look.
final class Steps {
    private static final String PASS = "pass";
    private static final String RANK = "rank";
    private static final String MODERATION = "moderation";

    /// Older dates are what programs write for “never”.
    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");

    /// Of what these say by heart there is nothing to tell besides.
    private static final Set<String> KNOWN_BY_HEART = Set.of(
            "subscription.pass",
            "subscription.hide",
            "subscription.quarantine",
            "include.hide",
            "exclude.pass",
            "subscription-include.hide",
            "subscription-exclude.pass");

    private final Words words;
    private final Almanac almanac;
    private final Because because;
    private final Decision decision;
    private final Placement placement;
    private final String name;

    /// @param name of the subscription
    Steps(Words words, Almanac almanac, Decision decision, String name) {
        this.words = words;
        this.almanac = almanac;
        this.because = new Because(words, almanac);
        this.decision = decision;
        this.placement = decision.placement();
        this.name = name;
    }

    /// The reason with the last word: of those that decided something, the last one counts. Null where all passed.
    static @Nullable Reason decisive(Placement placement) {
        return placement.reasons().reversed().stream()
                .filter(reason -> !reason.verdict().equals(PASS))
                .findFirst()
                .orElse(null);
    }

    // Two rules may say the same; the very one is meant.
    @SuppressWarnings("ReferenceEquality")
    List<Step> all() {
        var steps = new ArrayList<Step>();
        var entry = decision.entry();
        if (entry != null) {
            arrival(entry, steps);
            content(entry, steps);
        }
        var decisive = decisive(placement);
        for (var reason : placement.reasons()) {
            if (!reason.rule().equals(RANK)) {
                steps.add(look(reason, reason == decisive));
            }
        }
        return steps;
    }

    private void arrival(Entry entry, List<Step> steps) {
        var published = entry.publishedAt();
        steps.add(fact(
                "published",
                published == null ? words.say("why.undated") : words.say("why.published", moment(published)),
                null));
        steps.add(fact(
                "received",
                words.say("why.received", Languages.isolated(name), moment(entry.firstSeenAt())),
                published == null ? null : delay(Duration.between(published, entry.firstSeenAt()))));
        steps.add(fact(RANK, rank(entry), null));
        if (entry.guid() != null && isOpen()) {
            steps.add(new Step(
                    words.say("step.known"),
                    words.say("why.known"),
                    null,
                    null,
                    entry.guid(),
                    List.of(),
                    "fact",
                    false));
        }
        if (entry.edited()) {
            var updated = entry.updatedAt();
            var said = updated != null && updated.isAfter(entry.firstSeenAt())
                    ? words.say("why.editedOn", moment(updated))
                    : words.say("why.edited");
            steps.add(fact("edited", said, null));
        }
    }

    private void content(Entry entry, List<Step> steps) {
        var removed = entry.removed().stream()
                .map(one -> words.say(known("removed", one.what()), one.count()))
                .toList();
        steps.add(fact(
                "cleaning",
                removed.isEmpty() ? words.say("why.clean") : words.say("why.cleaned", almanac.list(removed)),
                null));
        if (entry.cut() != null) {
            steps.add(fact("cut", words.say("why.cut"), null));
        }
        // Tags are an author's words too.
        if (isOpen() && !placement.tags().isEmpty()) {
            var tags = placement.tags().stream().map(this::tag).toList();
            steps.add(new Step(words.say("step.tags"), "", null, null, null, tags, "fact", false));
        }
    }

    /// Whether readers of the planet may see what the post says.
    private boolean isOpen() {
        return placement.outcome() != Outcome.HIDDEN && placement.outcome() != Outcome.QUARANTINED;
    }

    private @Nullable String delay(Duration delay) {
        if (delay.isNegative()) {
            return null;
        }
        if (delay.toHours() < 2) {
            return words.say("why.minutes", delay.toMinutes());
        }
        return delay.toDays() < 2 ? words.say("why.hours", delay.toHours()) : words.say("why.days", delay.toDays());
    }

    /// The same that the record says in English, from the dates that it follows from.
    private String rank(Entry entry) {
        var at = moment(placement.rankAt());
        var published = entry.publishedAt();
        var date = published == null ? entry.updatedAt() : published;
        if (date == null) {
            return words.say("why.rank.none", at);
        }
        if (date.equals(placement.rankAt())) {
            return words.say(published == null ? "why.rank.updated" : "why.rank.author", at);
        }
        if (date.isBefore(OLDEST)) {
            return words.say("why.rank.ancient", at);
        }
        return words.say(date.isAfter(entry.firstSeenAt()) ? "why.rank.future" : "why.rank.moved", at);
    }

    private Tag tag(PlacedTag tag) {
        var rule = tag.rule();
        if (rule != null && tag.from().equals("synonym")) {
            return new Tag(tag.label(), words.say("tagFrom.synonym", rule), null, null);
        }
        var when = tag.when() == null ? null : because.of(tag.when());
        return new Tag(tag.label(), words.say(known("tagFrom", tag.from())), when, when == null ? rule : null);
    }

    private Step look(Reason reason, boolean decided) {
        boolean pass = reason.verdict().equals(PASS);
        var shows = Set.of("show", "pin").contains(reason.verdict());
        var key = "step." + reason.rule();
        var found = reason.facts() == null ? null : because.of(reason.facts());
        return new Step(
                words.has(key) ? words.say(key) : reason.rule(),
                words.say(known("verdict", reason.verdict())),
                joined(verdictAt(reason), found),
                found == null ? detail(reason) : null,
                null,
                List.of(),
                pass ? PASS : shows ? "show" : "stop",
                decided);
    }

    /// When the owner said so.
    private @Nullable String verdictAt(Reason reason) {
        var at = placement.from().verdictAt();
        return at != null && reason.rule().equals(MODERATION) ? moment(at) : null;
    }

    private @Nullable String joined(@Nullable String at, @Nullable String found) {
        if (at == null || found == null) {
            return at == null ? found : at;
        }
        return words.say("because.named", at, found);
    }

    /// What is known only in the words of the service that decided.
    private static @Nullable String detail(Reason reason) {
        var detail = reason.detail();
        if (detail == null || detail.isEmpty() || KNOWN_BY_HEART.contains(reason.rule() + "." + reason.verdict())) {
            return null;
        }
        // What the owner decided is the verdict; only a note would say more.
        return reason.rule().equals(MODERATION) && !detail.contains(": ") ? null : Because.asSentence(detail);
    }

    private Step fact(String name, String text, @Nullable String note) {
        return new Step(words.say("step." + name), text, note, null, null, List.of(), "fact", false);
    }

    private String known(String about, String what) {
        var key = about + "." + what;
        return words.has(key) ? key : about + ".other";
    }

    private String moment(Instant at) {
        return words.say("dateAndTime", almanac.date(at), almanac.time(at));
    }
}
