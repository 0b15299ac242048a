package dev.orrery.enricher.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.enrich.PlainWords;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Document;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.Rules;
import dev.orrery.events.Rules.Condition;
import dev.orrery.events.Rules.Filter;
import dev.orrery.events.Rules.Synonym;
import dev.orrery.events.Rules.TagRule;
import dev.orrery.events.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What owners can say in a planet's rules, and what comes of it.
class RulesTest {
    private static final Condition ANYTHING = new Ask().that();

    private final Placer placer = new Placer();
    private RawEntries post = RawEntries.entry()
            .title("text", "The Café on the corner")
            .html("<p>We sat there <em>all</em> day and talked about Kubernetes.</p><p>Nobody won.</p>")
            .by(new Person("Ann Wheel", null, null))
            .categories(new Category("Coffee", null, null), new Category("K8s", null, null))
            .document(new Document("atom_1.0", null, "https://blog.example/", "en-GB", 0));

    @Test
    void whatMatchesAnExclusionIsHiddenAndThePlacementSaysWhy() {
        var when = new Ask().title("cafe").that();
        var placement = placed(excluding(new Filter("No cafés", when)));

        assertThat(placement.outcome()).isEqualTo(Outcome.HIDDEN);
        assertThat(placement.reasons())
                .contains(
                        new Reason("subscription", "pass", "carried through “Ann's blog”"),
                        new Reason(
                                "exclude",
                                "hide",
                                "“No cafés”: its title says “cafe”",
                                Facts.filter("No cafés", when)));
    }

    @Test
    void whatMatchesNoneIsShownAndThePlacementSaysSo() {
        var placement = placed(excluding(new Filter(null, new Ask().title("tea").that())));

        assertThat(placement.outcome()).isEqualTo(Outcome.SHOWN);
        assertThat(placement.reasons().getLast())
                .isEqualTo(new Reason("exclude", "pass", "it is nothing that is left out here"));
    }

    @Test
    void whereThereAreInclusionsOneHasToMatch() {
        var tea = new Filter(null, new Ask().tag("Tea").that());
        var coffee = new Filter(null, new Ask().tag("#COFFEE").that());

        assertThat(placed(including(tea)).outcome()).isEqualTo(Outcome.HIDDEN);
        assertThat(placed(including(tea)).reasons().getLast())
                .isEqualTo(new Reason("include", "hide", "it is nothing that is asked for here"));
        assertThat(placed(including(tea, coffee)).outcome()).isEqualTo(Outcome.SHOWN);
        assertThat(placed(including(tea, coffee)).reasons().getLast())
                .isEqualTo(new Reason("include", "pass", "it is tagged “#COFFEE”", Facts.filter(null, coffee.when())));
    }

    @Test
    void aSubscriptionsFiltersCountBesideThePlanets() {
        var own = excluding(new Filter(null, new Ask().author("wheel").that()));

        var placement = placed(including(new Filter(null, ANYTHING)), own, State.ACTIVE, null);

        assertThat(placement.outcome()).isEqualTo(Outcome.HIDDEN);
        assertThat(placement.reasons())
                .extracting(Reason::rule)
                .containsExactly("rank", "subscription", "include", "subscription-exclude");
    }

    @Test
    void everyQuestionMayBeAsked() {
        assertHolds(new Ask().text("talked about kubernetes"));
        assertHolds(new Ask().text("corner"));
        assertHolds(new Ask().text("all day"));
        assertHolds(new Ask().text("/^we s[aeiou]t/"));
        assertHolds(new Ask().language("en"));
        assertHolds(new Ask().language("en-gb"));
        assertHolds(new Ask().words(100, null));
        assertHolds(new Ask().words(null, 5));
        assertHolds(new Ask().older(Duration.ofMinutes(30)));
        assertHolds(new Ask()
                .all(new Ask().tag("coffee").that(), new Ask().title("corner").that()));
        assertHolds(new Ask()
                .any(new Ask().tag("tea").that(), new Ask().title("corner").that()));
        assertHolds(new Ask().not(new Ask().tag("tea").that()));

        assertFails(new Ask().text("kubernete"));
        assertFails(new Ask().text("won all"));
        assertFails(new Ask().language("e"));
        assertFails(new Ask().language("en-US"));
        assertFails(new Ask().words(5, null));
        assertFails(new Ask().words(null, 100));
        assertFails(new Ask().older(Duration.ofHours(1)));
        assertFails(new Ask().tag("coffee").title("tea"));
        assertFails(new Ask()
                .all(new Ask().tag("coffee").that(), new Ask().tag("tea").that()));
        assertFails(new Ask().any(new Ask().tag("tea").that()));
        assertFails(new Ask().not(ANYTHING));
    }

    @Test
    void whereTheFeedNamesNobodyTheSubscriptionIsAsked() {
        post = post.by();
        assertHolds(new Ask().author("Ann's blog"));
    }

    @Test
    void whatRe2CannotTakeIsNeverFound() {
        assertFails(new Ask().title("/(?=a)/"));
        assertFails(new Ask().title("/((a{100}){100}){100}/"));
    }

    @Test
    void onlyRulesThatLookAtTheTextNeedIt() {
        var needing = new Filter(
                null,
                new Ask().not(new Ask().any(new Ask().text("a").that()).that()).that());

        assertThat(Placer.needsText(planet(excluding(needing), Rules.NONE, State.ACTIVE)))
                .isTrue();
        assertThat(Placer.needsText(planet(Rules.NONE, excluding(needing), State.ACTIVE)))
                .isTrue();
        assertThat(Placer.needsText(planet(tagging("x", new Ask().text("a").that()), Rules.NONE, State.ACTIVE)))
                .isTrue();
        assertThat(Placer.needsText(planet(
                        excluding(new Filter(null, new Ask().title("a").tag("b").that())), Rules.NONE, State.ACTIVE)))
                .isFalse();
    }

    @Test
    void probationHoldsBackUntilTheOwnerShows() {
        var show = new Verdict("p", post.build().entryId(), Verdict.Kind.SHOW, "bo", RawEntries.SEEN, null);

        var held = placed(Rules.NONE, Rules.NONE, State.PROBATION, null);
        var shown = placed(Rules.NONE, Rules.NONE, State.PROBATION, show);

        assertThat(held.outcome()).isEqualTo(Outcome.QUARANTINED);
        assertThat(held.reasons().getLast().detail())
                .isEqualTo("“Ann's blog” is on probation: held back until the owner lets it through");
        assertThat(shown.outcome()).isEqualTo(Outcome.SHOWN);
    }

    @Test
    void theOwnersWordIsAboveEveryFilter() {
        var show = new Verdict("p", post.build().entryId(), Verdict.Kind.SHOW, "bo", RawEntries.SEEN, null);

        var placement = placed(excluding(new Filter(null, ANYTHING)), Rules.NONE, State.ACTIVE, show);

        assertThat(placement.outcome()).isEqualTo(Outcome.SHOWN);
        assertThat(placement.reasons()).extracting(Reason::verdict).containsExactly("pass", "pass", "hide", "show");
    }

    @Test
    void everyTagSaysWhereItCameFrom() {
        var talks = new Ask().text("talked").that();
        var clouds = new Ask().tag("kubernetes").title("corner").that();
        var rules = new Rules(
                List.of(),
                List.of(),
                List.of(
                        new TagRule("Talks", talks),
                        new TagRule("Clouds", clouds),
                        new TagRule("kube", ANYTHING),
                        new TagRule("Tea", new Ask().title("tea").that())),
                List.of(new Synonym("Kubernetes", List.of("k8s", "Kube"))),
                null,
                null,
                null);

        assertThat(placed(rules).tags())
                .containsExactly(
                        new PlacedTag("coffee", "Coffee", "category", null),
                        new PlacedTag("kubernetes", "Kubernetes", "synonym", "K8s"),
                        new PlacedTag("friend", "Friends", "subscription", null),
                        new PlacedTag("talk", "Talks", "rule", "it says “talked”", talks),
                        new PlacedTag(
                                "cloud",
                                "Clouds",
                                "rule",
                                "it is tagged “kubernetes” and its title says “corner”",
                                clouds));
    }

    @Test
    void filtersSeeWhatRulesHaveTagged() {
        var rules = new Rules(
                List.of(),
                List.of(new Filter(null, new Ask().tag("Clouds").that())),
                List.of(new TagRule("Cloud", new Ask().text("kubernetes").that())),
                List.of(),
                null,
                null,
                null);

        assertThat(placed(rules).outcome()).isEqualTo(Outcome.HIDDEN);
    }

    @Test
    void aConditionThatTakesLongToSayIsNotRepeatedInEveryPlacement() {
        var name = "“No cafés”: its title says “cafe” and ";
        var when = new Ask()
                .title("cafe")
                .not(new Ask().title("long ".repeat(100)).that())
                .that();

        var reason = placed(excluding(new Filter("No cafés", when))).reasons().getLast();

        assertThat(reason.detail()).startsWith(name).endsWith("…");
        assertThat(reason.facts()).isEqualTo(Facts.filter("No cafés", null));
    }

    @Test
    void aConditionIsSaidInWords() {
        var condition = new Ask()
                .words(20, null)
                .older(Duration.ofDays(30))
                .any(new Ask().tag("a").that(), new Ask().tag("b").that())
                .not(new Ask().language("de").that())
                .that();

        assertThat(InWords.of(condition))
                .isEqualTo("it has fewer than 20 words and it was more than 30 days old when first seen"
                        + " and (it is tagged “a” or it is tagged “b”) and not (its language is de)");
    }

    private void assertHolds(Ask ask) {
        assertThat(placed(excluding(new Filter(null, ask.that()))).outcome())
                .as(InWords.of(ask.that()))
                .isEqualTo(Outcome.HIDDEN);
    }

    private void assertFails(Ask ask) {
        assertThat(placed(excluding(new Filter(null, ask.that()))).outcome())
                .as(InWords.of(ask.that()))
                .isEqualTo(Outcome.SHOWN);
    }

    private Placement placed(Rules rules) {
        return placed(rules, Rules.NONE, State.ACTIVE, null);
    }

    private Placement placed(Rules rules, Rules own, State state, @Nullable Verdict verdict) {
        var entry = new Enrichment(new Sanitizer()).enrich(post.build());
        var planet = planet(rules, own, state);
        var html = entry.html();
        return placer.place(new Candidate(
                entry, planet, planet.subscriptions().getFirst(), verdict, html == null ? "" : PlainWords.of(html)));
    }

    private static Planet planet(Rules rules, Rules own, State state) {
        var subscription = new Subscription(
                "ann",
                RawEntries.FEED,
                RawEntries.FEED_URL,
                "Ann's blog",
                null,
                null,
                List.of("Friends"),
                Map.of(),
                own,
                state,
                Map.of());
        return new Planet(
                "p",
                4,
                "P",
                null,
                null,
                null,
                List.of(),
                60,
                0,
                "UTC",
                "en",
                "modern",
                Map.of(),
                Map.of(),
                rules,
                List.of(subscription));
    }

    private static Rules excluding(Filter... filters) {
        return new Rules(List.of(), List.of(filters), List.of(), List.of(), null, null, null);
    }

    private static Rules including(Filter... filters) {
        return new Rules(List.of(filters), List.of(), List.of(), List.of(), null, null, null);
    }

    private static Rules tagging(String tag, Condition when) {
        return new Rules(List.of(), List.of(), List.of(new TagRule(tag, when)), List.of(), null, null, null);
    }

    /// Puts a condition together.
    private static final class Ask {
        private @Nullable String tag;
        private @Nullable String title;
        private @Nullable String text;
        private @Nullable String author;
        private @Nullable String language;
        private @Nullable Integer shorter;
        private @Nullable Integer longer;
        private @Nullable Duration older;
        private List<Condition> all = List.of();
        private List<Condition> any = List.of();
        private @Nullable Condition not;

        Ask tag(String value) {
            tag = value;
            return this;
        }

        Ask title(String value) {
            title = value;
            return this;
        }

        Ask text(String value) {
            text = value;
            return this;
        }

        Ask author(String value) {
            author = value;
            return this;
        }

        Ask language(String value) {
            language = value;
            return this;
        }

        Ask words(@Nullable Integer fewerThan, @Nullable Integer moreThan) {
            shorter = fewerThan;
            longer = moreThan;
            return this;
        }

        Ask older(Duration than) {
            older = than;
            return this;
        }

        Ask all(Condition... those) {
            all = List.of(those);
            return this;
        }

        Ask any(Condition... those) {
            any = List.of(those);
            return this;
        }

        Ask not(Condition that) {
            not = that;
            return this;
        }

        Condition that() {
            return new Condition(tag, title, text, author, language, shorter, longer, older, all, any, not);
        }
    }
}
