package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.pipeline.Histories.History;
import dev.orrery.enricher.pipeline.Histories.Judgement;
import dev.orrery.enricher.pipeline.Histories.PlanetChange;
import dev.orrery.enricher.pipeline.Histories.Post;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is to become of a history, computed at once from all of it and from what its records were made from: no store,
/// no order, no key, no rev, and nothing of the enricher's code.
final class Reference {
    private static final Comparator<Post> ORIGINAL = Comparator.<Post>comparingInt(Reference::standing)
            .thenComparing(Post::published, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(post -> Records.feed(post.feed()))
            .thenComparing(Post::entryId);

    private final Map<String, Post> posts = new TreeMap<>();
    private final Map<String, PlanetChange> planets = new TreeMap<>();
    private final Map<String, Judgement> judgements = new TreeMap<>();
    private final Map<String, Instant> firstPolls = new TreeMap<>();

    Reference(History history) {
        for (var event : history.events()) {
            switch (event) {
                case Post post -> {
                    posts.merge(post.entryId(), post, (one, other) -> one.revision() > other.revision() ? one : other);
                    firstPolls.merge(
                            post.feed(), post.firstSeenAt(), (one, other) -> one.isBefore(other) ? one : other);
                }
                case PlanetChange change -> planets.put(change.slug(), change);
                case Judgement judgement -> judgements.put(judgement.key(), judgement);
                case Histories.FeedNews _ -> {}
            }
        }
    }

    /// @param original the entry that is shown instead
    /// @param rules    that had something to say, in order
    record Expected(
            Outcome outcome, @Nullable String original, List<String> rules, int entryRevision, int planetRevision) {}

    Map<String, Post> posts() {
        return posts;
    }

    Map<String, PlanetChange> planets() {
        return planets;
    }

    Map<String, Judgement> judgements() {
        return judgements;
    }

    Map<String, Expected> placements() {
        var placements = new TreeMap<String, Expected>();
        planets.forEach((slug, change) -> {
            var planet = change.planet();
            if (planet != null) {
                posts.values().stream()
                        .filter(post -> post.present() && subscription(planet, post) != null)
                        .forEach(post -> placements.put(slug + "/" + post.entryId(), place(planet, post)));
            }
        });
        return placements;
    }

    private Expected place(Planet planet, Post post) {
        var rules = new ArrayList<String>();
        rules.add("rank");
        rules.add("subscription");
        var original = isShownAlone(planet, post) ? original(planet, post) : null;
        boolean isBurst = isShownAlone(planet, post) && isBurst(planet, post);
        boolean isFlood = isShownAlone(planet, post) && isFlood(planet, post);
        if (isBurst || isFlood) {
            rules.add(isBurst ? "burst" : "firstImport");
        }
        if (original != null) {
            rules.add("duplicate");
        }
        var verdict = verdict(planet, post);
        if (verdict != null) {
            rules.add("moderation");
        }
        var outcome = isPaused(planet, post) ? Outcome.HIDDEN : Outcome.SHOWN;
        outcome = isBurst || isFlood ? Outcome.COLLAPSED : outcome;
        outcome = original != null ? Outcome.DUPLICATE : outcome;
        outcome = verdict == null ? outcome : outcome(verdict);
        return new Expected(
                outcome,
                outcome == Outcome.DUPLICATE && original != null ? original.entryId() : null,
                rules,
                post.revision(),
                planet.revision());
    }

    private @Nullable Post original(Planet planet, Post post) {
        if (Boolean.FALSE.equals(planet.decidesBy().duplicates())) {
            return null;
        }
        var best = posts.values().stream()
                .filter(other -> other.equals(post) || (isSame(post, other) && isShownWithoutCopies(planet, other)))
                .min(ORIGINAL)
                .orElseThrow();
        return best.feed().equals(post.feed()) ? null : best;
    }

    private boolean isShownWithoutCopies(Planet planet, Post post) {
        var verdict = verdict(planet, post);
        return isShownAlone(planet, post) && (verdict != null || !(isBurst(planet, post) || isFlood(planet, post)));
    }

    private boolean isShownAlone(Planet planet, Post post) {
        if (!post.present() || subscription(planet, post) == null) {
            return false;
        }
        var verdict = verdict(planet, post);
        return verdict == null ? !isPaused(planet, post) : outcome(verdict) == Outcome.SHOWN;
    }

    private boolean isBurst(Planet planet, Post post) {
        var subscription = subscription(planet, post);
        var own = subscription == null ? null : subscription.decidesBy().burst();
        var limit = own == null ? planet.decidesBy().burst() : own;
        int entries = limit == null ? 20 : limit.entries();
        var per = limit == null ? Duration.ofDays(1) : limit.per();
        return newer(planet, post, other -> window(other, per) == window(post, per)) >= entries;
    }

    private static long window(Post post, Duration per) {
        return Math.floorDiv(post.rankAt().toEpochMilli(), per.toMillis());
    }

    private boolean isFlood(Planet planet, Post post) {
        var subscription = subscription(planet, post);
        var own = subscription == null ? null : subscription.decidesBy().firstImport();
        var limit = own == null ? planet.decidesBy().firstImport() : own;
        var poll = firstPolls.get(post.feed());
        return limit != null
                && post.firstSeenAt().equals(poll)
                && newer(planet, post, other -> other.firstSeenAt().equals(poll)) >= limit;
    }

    /// How many of its feed's that would be shown are ranked before it.
    private long newer(Planet planet, Post post, Predicate<Post> among) {
        var order = Comparator.comparing(Post::rankAt).thenComparing(Post::entryId);
        return posts.values().stream()
                .filter(other -> other.feed().equals(post.feed()))
                .filter(among)
                .filter(other -> order.compare(other, post) > 0 && isShownAlone(planet, other))
                .count();
    }

    private static boolean isSame(Post one, Post other) {
        var links = links(one);
        links.retainAll(links(other));
        return other.present()
                && (!links.isEmpty()
                        || (one.guid() != null && one.guid().equals(other.guid()))
                        || (one.text() >= 0 && one.text() == other.text()));
    }

    private static Set<String> links(Post post) {
        var links = new HashSet<String>();
        if (post.link() != null) {
            links.add(post.link());
        }
        if (post.canonical() != null) {
            links.add(post.canonical());
        }
        return links;
    }

    private static int standing(Post post) {
        var links = links(post);
        long own = links.stream()
                .filter(link -> link.startsWith(post.feed() + "/"))
                .count();
        int distance = !links.isEmpty() && own == links.size() ? 0 : links.isEmpty() || own > 0 ? 1 : 2;
        return distance + (post.takenFrom() == null || post.takenFrom().equals(post.feed()) ? 0 : 4);
    }

    private static @Nullable Subscription subscription(Planet planet, Post post) {
        return planet.subscriptions().stream()
                .filter(each -> each.id().equals(post.feed()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isPaused(Planet planet, Post post) {
        var subscription = subscription(planet, post);
        return subscription != null && subscription.state() == State.PAUSED;
    }

    private Verdict.@Nullable Kind verdict(Planet planet, Post post) {
        var judgement = judgements.get(planet.planet() + "/" + post.entryId());
        return judgement == null ? null : judgement.kind();
    }

    private static Outcome outcome(Verdict.Kind kind) {
        return switch (kind) {
            case HIDE -> Outcome.HIDDEN;
            case QUARANTINE -> Outcome.QUARANTINED;
            case SHOW, PIN -> Outcome.SHOWN;
        };
    }
}
