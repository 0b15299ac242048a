package dev.orrery.fetcher.poll;

import dev.orrery.events.RawEntry.Key.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds entries that are known under another key: their blog moved to another address or program, or an edit
/// changed their guid or link.
///
/// One entry of the document is matched with one known entry that the document lacks under its own key, and
/// only where neither could be another: first by link, then by title and text, last by the very second of the
/// date. A link or a text that several share tells nothing. What speaks against a match is always that both
/// could be posts of their own, as a blog may give every post the same link or the same title; so more has to
/// agree the less a link or text tells.
final class Recognition {
    /// Dates without a time zone are read in another one after a move. Who posts the same words every day is not meant.
    private static final Duration ZONES_DIFFER = Duration.ofHours(14);

    /// So many at once are a move, in which dates may be those of the move.
    private static final int A_MOVE = 3;

    private final boolean linksNamePosts;
    private final Set<Placed> unknown;
    private final Set<SeenEntry> free;
    private final Map<Placed, SeenEntry> matches = new HashMap<>();

    /// @param linksNamePosts whether the document shows that every post has a link of its own
    /// @param unknown        the document's entries whose keys nobody knows
    /// @param free           known entries whose keys are not in the document
    Recognition(boolean linksNamePosts, Collection<Placed> unknown, Collection<SeenEntry> free) {
        this.linksNamePosts = linksNamePosts;
        this.unknown = new LinkedHashSet<>(unknown);
        this.free = new LinkedHashSet<>(free);
    }

    Map<Placed, SeenEntry> matches() {
        match(placed -> placed.aliases().link(), seen -> seen.linkAlias, this::sameLink);
        match(placed -> placed.aliases().text(), seen -> seen.textAlias, this::sameText);
        match(placed -> Rankings.dateOf(placed.source), SeenEntry::date, (placed, seen, _) -> sameMoment(placed, seen));
        return matches;
    }

    @FunctionalInterface
    private interface Plausible {
        /// @param moved whether so many match that it is a move
        boolean is(Placed placed, SeenEntry seen, boolean moved);
    }

    private <T> void match(
            Function<Placed, @Nullable T> ofNew, Function<SeenEntry, @Nullable T> ofKnown, Plausible plausible) {
        var pairs = pairs(ofNew, ofKnown, (_, _) -> true);
        boolean moved = pairs.size() >= A_MOVE && pairs.size() * 2 >= unknown.size();
        // Of several that share a link or text, one may still be the only one that fits.
        pairs(ofNew, ofKnown, (placed, seen) -> plausible.is(placed, seen, false))
                .forEach(this::take);
        if (moved) {
            pairs.forEach((placed, seen) -> {
                if (unknown.contains(placed) && free.contains(seen) && plausible.is(placed, seen, true)) {
                    take(placed, seen);
                }
            });
        }
    }

    private void take(Placed placed, SeenEntry seen) {
        matches.put(placed, seen);
        unknown.remove(placed);
        free.remove(seen);
    }

    /// Those that have something in common with each other and with nobody else.
    private <T> Map<Placed, SeenEntry> pairs(
            Function<Placed, @Nullable T> ofNew,
            Function<SeenEntry, @Nullable T> ofKnown,
            BiPredicate<Placed, SeenEntry> fits) {
        var known = byName(free, ofKnown);
        var proposals = new HashMap<SeenEntry, List<Placed>>();
        byName(unknown, ofNew).forEach((name, several) -> {
            for (var placed : several) {
                var fitting = known.getOrDefault(name, List.of()).stream()
                        .filter(seen -> fits.test(placed, seen))
                        .toList();
                if (fitting.size() == 1) {
                    proposals
                            .computeIfAbsent(fitting.getFirst(), _ -> new ArrayList<>())
                            .add(placed);
                }
            }
        });
        return proposals.entrySet().stream()
                .filter(proposal -> proposal.getValue().size() == 1)
                .collect(Collectors.toMap(proposal -> proposal.getValue().getFirst(), Map.Entry::getKey));
    }

    private static <E, T> Map<T, List<E>> byName(Collection<E> entries, Function<E, @Nullable T> name) {
        var named = new HashMap<T, List<E>>();
        for (var entry : entries) {
            var its = name.apply(entry);
            if (its != null) {
                named.computeIfAbsent(its, _ -> new ArrayList<>()).add(entry);
            }
        }
        return named;
    }

    private boolean sameLink(Placed placed, SeenEntry seen, boolean moved) {
        boolean sameText = Objects.equals(placed.aliases().text(), seen.textAlias);
        if (!linksNamePosts) {
            return sameDate(placed, seen)
                    || (sameText
                            && isWithoutDates(placed, seen)
                            && placed.aliases().isLong());
        }
        return moved || sameText || sameTitle(placed, seen) || sameDate(placed, seen) || sameAddress(placed, seen);
    }

    private boolean sameText(Placed placed, SeenEntry seen, boolean moved) {
        var here = Rankings.dateOf(placed.source);
        var there = seen.date();
        if (here == null || there == null) {
            return moved || placed.aliases().isLong();
        }
        return moved || Duration.between(here, there).abs().compareTo(ZONES_DIFFER) <= 0;
    }

    /// An edit of the title changed link and guid; the date stayed.
    private static boolean sameMoment(Placed placed, SeenEntry seen) {
        var date = Rankings.dateOf(placed.source);
        return sameDate(placed, seen) && (sameTitle(placed, seen) || (date != null && isToTheSecond(date)));
    }

    private static boolean isToTheSecond(Instant date) {
        return date.getEpochSecond() % 60 != 0;
    }

    private static boolean sameDate(Placed placed, SeenEntry seen) {
        var date = Rankings.dateOf(placed.source);
        return date != null && date.equals(seen.date());
    }

    private static boolean isWithoutDates(Placed placed, SeenEntry seen) {
        return Rankings.dateOf(placed.source) == null && seen.date() == null;
    }

    private static boolean sameTitle(Placed placed, SeenEntry seen) {
        return placed.aliases().title() != null && placed.aliases().title().equals(seen.titleAlias);
    }

    /// Without guids, the link is the identity, by http or https.
    private static boolean sameAddress(Placed placed, SeenEntry seen) {
        return placed.key.kind() == Kind.LINK
                && seen.keyKind == Kind.LINK
                && Aliases.host(placed.key.value()).equals(Aliases.host(seen.keyValue));
    }
}
