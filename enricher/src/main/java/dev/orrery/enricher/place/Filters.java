package dev.orrery.enricher.place;

import dev.orrery.enricher.place.Rule.Ruling;
import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Rules;
import dev.orrery.events.Rules.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is shown and what is hidden by what an entry is: the filters of a planet, or those of one of its subscriptions.
final class Filters {
    private final String include;
    private final String exclude;
    private final List<Ready> including;
    private final List<Ready> excluding;

    private record Ready(String why, Facts facts, Asking when) {}

    /// @param prefix of the names that the two rules have in placements
    Filters(String prefix, Rules rules, Function<String, String> tags) {
        this.include = prefix + "include";
        this.exclude = prefix + "exclude";
        this.including = ready(rules.include(), tags);
        this.excluding = ready(rules.exclude(), tags);
    }

    /// Where there are any, one has to match.
    Optional<Ruling> include(Post post) {
        if (including.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(including.stream()
                .filter(filter -> filter.when().holds(post))
                .findFirst()
                .map(filter -> pass(include, filter.why(), filter.facts()))
                .orElseGet(() -> hide(include, "it is nothing that is asked for here", null)));
    }

    /// None may match.
    Optional<Ruling> exclude(Post post) {
        if (excluding.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(excluding.stream()
                .filter(filter -> filter.when().holds(post))
                .findFirst()
                .map(filter -> hide(exclude, filter.why(), filter.facts()))
                .orElseGet(() -> pass(exclude, "it is nothing that is left out here", null)));
    }

    private static List<Ready> ready(List<Filter> filters, Function<String, String> tags) {
        return filters.stream()
                .map(filter -> new Ready(why(filter), facts(filter), Asking.of(filter.when(), tags)))
                .toList();
    }

    private static Facts facts(Filter filter) {
        return Facts.filter(filter.name(), InWords.isShort(filter.when()) ? filter.when() : null);
    }

    private static String why(Filter filter) {
        var why = InWords.of(filter.when());
        return filter.name() == null ? why : "“%s”: %s".formatted(filter.name(), why);
    }

    private static Ruling pass(String rule, String why, @Nullable Facts facts) {
        return new Ruling(new Reason(rule, "pass", why, facts), null);
    }

    private static Ruling hide(String rule, String why, @Nullable Facts facts) {
        return new Ruling(new Reason(rule, "hide", why, facts), Outcome.HIDDEN);
    }
}
