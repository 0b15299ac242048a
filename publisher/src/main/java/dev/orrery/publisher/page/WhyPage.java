package dev.orrery.publisher.page;

import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Planet;
import dev.orrery.publisher.library.Findings;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Question;
import dev.orrery.publisher.library.Story;
import dev.orrery.publisher.library.Story.Decision;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.page.WhyView.Asked;
import dev.orrery.publisher.page.WhyView.Blog;
import dev.orrery.publisher.page.WhyView.Found;
import dev.orrery.publisher.page.WhyView.Original;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Rendering;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Why a post is on the planet or not, told for its author from the decision on record: the answer in a sentence, then
/// the steps that led to it. And the question for a post that somebody misses.
///
/// Of a post that the planet does not show, nothing is told but its title and its link.
public final class WhyPage implements Maker {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final Themes themes;

    public WhyPage(Themes themes) {
        this.themes = themes;
    }

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        if (!(wanted.view() instanceof View.Single(var entryId))) {
            return library.findings(slug, Question.of(""))
                    .<Made>map(nothing -> kept(question(nothing, "", null, null)))
                    .orElseGet(Made.Missing::new);
        }
        return library.story(slug, entryId, carried).map(this::told).orElseGet(Made.Missing::new);
    }

    @Override
    public Made answer(Library library, String slug, String asked) {
        var question = Question.of(asked);
        return library.findings(slug, question)
                .map(findings -> findings.posts().size() == 1
                        ? new Made.Moved(
                                Address.of(why(findings.posts().getFirst().entryId())))
                        : new Made.Said(OK, new Answering(findings, question).page()))
                .orElseGet(Made.Missing::new);
    }

    private Made told(Story story) {
        var decision = story.decision();
        if (decision == null) {
            var key = story.withdrawn() ? "whyWithdrawn" : "whyUnknown";
            var nothing = new Findings(story.planet(), story.home(), List.of(), List.of());
            return new Made.Said(story.withdrawn() ? GONE : NOT_FOUND, question(nothing, "", key + "Title", key));
        }
        var view = view(story, decision);
        return kept(themes.render(view.frame().theme(), "why", view));
    }

    private static Made kept(byte[] page) {
        return new Made.There(Rendering.of(Format.WHY.type(), page, Optional.empty()));
    }

    private static Wanted why(String entryId) {
        return new Wanted(new View.Single(entryId), 1, Format.WHY);
    }

    private WhyView view(Story story, Decision decision) {
        var planet = story.planet();
        var locale = Languages.locale(planet.locale());
        var words = Words.in(locale);
        var almanac = Almanac.of(planet.timezone(), locale);
        var self = Address.of(why(story.entryId()));
        var up = Address.up(self);
        var placement = decision.placement();
        var name = name(planet, placement);
        var title = title(placement, words, almanac);
        boolean on = isOn(placement);
        var link = Web.address(placement.entry().link());
        var host = Web.host(link);
        return new WhyView(
                Frame.of(planet, story.home(), self, "why", themes),
                words.say(on ? "why.on" : "why.off", Languages.isolated(title)),
                verdict(placement, words),
                placement.outcome() == Outcome.COLLAPSED ? "folded" : on ? "on" : "off",
                by(placement, name, words, almanac),
                lead(placement, words),
                original(decision, planet, up, words, almanac),
                on ? up + Address.entry(story.entryId(), placement.entry().title()) : null,
                link,
                host == null ? null : words.say("whyRead", host),
                new Steps(words, almanac, decision, name).all(),
                advice(planet, placement, words),
                up + Address.of(Wanted.home(Format.HEALTH)) + "#feed-" + placement.subscription(),
                up + Address.of(Wanted.home(Format.WHY)));
    }

    private static String name(Planet planet, Placement placement) {
        return planet.subscriptions().stream()
                .filter(one -> one.id().equals(placement.subscription()))
                .map(Planet.Subscription::name)
                .findFirst()
                .orElse(placement.subscription());
    }

    /// Who wrote it, and in which blog, unless that is called the same.
    private static String by(Placement placement, String name, Words words, Almanac almanac) {
        var authors = placement.entry().authors();
        if (authors.isEmpty() || authors.equals(List.of(name))) {
            return Languages.isolated(name);
        }
        var names = authors.stream().map(Languages::isolated).toList();
        return words.say("why.by", almanac.list(names), Languages.isolated(name));
    }

    private static boolean isOn(Placement placement) {
        return placement.outcome() == Outcome.SHOWN || placement.outcome() == Outcome.COLLAPSED;
    }

    private static String verdict(Placement placement, Words words) {
        return words.say(
                switch (placement.outcome()) {
                    case SHOWN -> "whyOn";
                    case COLLAPSED -> "whyFolded";
                    case DUPLICATE, HIDDEN, QUARANTINED -> "whyOff";
                });
    }

    /// Of the title at most: a summary would be the post's content.
    private static String title(Placement placement, Words words, Almanac almanac) {
        var title = placement.entry().title();
        return title == null || title.isBlank() ? words.say("untitled", almanac.date(placement.rankAt())) : title;
    }

    /// What stands behind `lead.` and `advice.` for a decision.
    private static String decided(Placement placement) {
        var decisive = Steps.decisive(placement);
        return decisive == null ? "shown" : decisive.rule() + "." + decisive.verdict();
    }

    private static String lead(Placement placement, Words words) {
        var key = "lead." + decided(placement);
        return words.say(words.has(key) ? key : isOn(placement) ? "lead.shown" : "lead.other");
    }

    private static @Nullable String advice(Planet planet, Placement placement, Words words) {
        var decided = decided(placement);
        var key = "advice."
                + (placement.outcome() == Outcome.SHOWN
                        ? "shown"
                        : decided.replace("subscription-", "")
                                .replace("firstImport", "burst")
                                .replace("moderation.quarantine", "moderation.hide"));
        return words.has(key) ? words.say(key, owner(planet, words)) : null;
    }

    /// The owner's name as the end of a clause. Never the address: it is for the operator.
    private static String owner(Planet planet, Words words) {
        var owner = planet.owner();
        return owner == null || owner.name() == null ? "" : words.say("why.owner", owner.name());
    }

    private static @Nullable Original original(
            Decision decision, Planet planet, String up, Words words, Almanac almanac) {
        var original = decision.original();
        if (original == null) {
            return null;
        }
        return new Original(
                title(original, words, almanac),
                name(planet, original),
                up + Address.entry(original.entryId(), original.entry().title()),
                up + Address.of(why(original.entryId())));
    }

    /// @param heading in place of the usual one
    /// @param answer  key of a sentence
    private byte[] question(Findings nothing, String asked, @Nullable String heading, @Nullable String answer) {
        var words = Words.in(Languages.locale(nothing.planet().locale()));
        return page(
                nothing,
                asked,
                heading == null ? null : words.say(heading),
                answer == null ? null : words.say(answer),
                null,
                List.of(),
                List.of());
    }

    private byte[] page(
            Findings findings,
            String asked,
            @Nullable String heading,
            @Nullable String answer,
            @Nullable String help,
            List<Found> found,
            List<Blog> blogs) {
        // What is wrong with `why/e-…` is told below that address.
        var self = Address.of(heading == null ? Wanted.home(Format.WHY) : why(""));
        var frame = Frame.of(findings.planet(), findings.home(), self, "why", themes);
        var why = frame.up() + Address.of(Wanted.home(Format.WHY));
        return themes.render(frame.theme(), "asked", new Asked(frame, asked, heading, answer, help, found, blogs, why));
    }

    /// What came of a question that does not lead to one post.
    private final class Answering {
        private final Findings findings;
        private final Question question;
        private final Planet planet;
        private final Words words;
        private final Almanac almanac;
        private final FeedWords feedWords;

        Answering(Findings findings, Question question) {
            this.findings = findings;
            this.question = question;
            this.planet = findings.planet();
            var locale = Languages.locale(planet.locale());
            this.words = Words.in(locale);
            this.almanac = Almanac.of(planet.timezone(), locale);
            this.feedWords = new FeedWords(words, almanac);
        }

        byte[] page() {
            if (!findings.posts().isEmpty()) {
                return page(words.say("ask.found", findings.posts().size()), null);
            }
            if (!findings.carried().isEmpty()) {
                return page(words.say("ask.notSeen"), words.say("ask.notSeenHelp"));
            }
            var host = question.host();
            return host == null
                    ? page(words.say("ask.noTitle", question.text()), words.say("ask.noTitleHelp"))
                    : page(words.say("ask.notCarried", host), words.say("ask.notCarriedHelp", owner(planet, words)));
        }

        private byte[] page(String answer, @Nullable String help) {
            var found = findings.posts().stream().map(this::found).toList();
            var blogs = findings.carried().stream().map(this::blog).toList();
            return WhyPage.this.page(findings, question.text(), null, answer, help, found, blogs);
        }

        private Found found(Placement placement) {
            return new Found(
                    title(placement, words, almanac),
                    name(planet, placement),
                    verdict(placement, words),
                    Address.of(why(placement.entryId())),
                    almanac.date(placement.rankAt()),
                    placement.rankAt().toString());
        }

        private Blog blog(Findings.Carried carried) {
            var subscription = carried.subscription();
            var feed = carried.feed();
            var read = feed == null ? null : feed.health().lastSuccessAt();
            var next = feed == null ? null : feed.health().nextPollAt();
            var pace = feed == null ? null : feedWords.pace(feed);
            return new Blog(
                    Face.of(subscription.name(), subscription.face()),
                    subscription.name(),
                    Address.of(Wanted.home(Format.HEALTH)) + "#feed-" + subscription.id(),
                    feedWords.state(subscription, feed),
                    read == null ? null : words.say("askLastRead", feedWords.moment(read)),
                    next == null || pace == null ? null : words.say("askNextPoll", feedWords.moment(next), pace));
        }
    }
}
