package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.alike.Likeness.Why;
import dev.orrery.enricher.place.Candidate;
import dev.orrery.enricher.place.Company;
import dev.orrery.enricher.place.Company.Original;
import dev.orrery.enricher.place.Limits;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.store.Group;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.Revs;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.events.Placement.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the other entries of a planet mean for one: decided by what the entries are, and never by which came first.
///
/// - **Limits.** Of a feed's entries in a window of time, and of those of its first poll, the newest stay, counting
///   those that the planet would show if there were no other. Only so far down, that is, see [#reach].
/// - **Duplicates.** Of an entry and those that are the same post by themselves, as far as the planet would show
///   them, the original is the one with the least [#ORIGINALITY]. The entry is a copy if that is another feed's. So two
///   entries of one feed never are copies of each other, and a copy names one that is shown or is itself a copy of
///   something more original.
final class Companies {
    private static final Comparator<StoredEntry> ORIGINALITY = Comparator.<StoredEntry>comparingInt(
                    entry -> entry.likeness().standing())
            .thenComparing(entry -> entry.likeness().published(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(StoredEntry::feedId)
            .thenComparing(StoredEntry::entryId);

    private final View view;
    private final Placer placer;
    private final Map<String, Company> limited = new HashMap<>();

    Companies(View view, Placer placer) {
        this.view = view;
        this.placer = placer;
    }

    /// @return null if the planet does not carry the entry, or it is gone
    @Nullable
    Candidate candidate(StoredPlanet planet, StoredEntry entry) {
        var value = entry.value();
        var subscription = planet.subscriptions().get(entry.feedId());
        if (planet.value() == null || value == null || subscription == null) {
            return null;
        }
        var verdict = view.verdict(new PlacementKey(planet.slug(), entry.entryId()));
        var text = Placer.needsText(planet.value()) ? view.text(entry) : "";
        return new Candidate(
                value, planet.value(), subscription, verdict == null ? null : verdict.value(), text, Company.NONE);
    }

    Company of(Candidate candidate, StoredPlanet planet, StoredEntry entry) {
        if (placer.outcome(candidate) != Outcome.SHOWN) {
            return Company.NONE;
        }
        var company = limited(candidate, planet, entry);
        return Limits.of(candidate.planet(), candidate.subscription()).duplicates()
                ? company.as(original(planet, entry))
                : company;
    }

    /// The entries of its feed that are ranked in the same window, as [GroupIds#ranked], the newest first.
    static List<String> window(View view, Limits.Burst burst, StoredEntry entry) {
        var begin = burst.begin(entry.rankAt());
        var end = begin.plus(burst.per());
        var days = GroupIds.days(entry.feedId(), begin, end);
        view.wantGroups(days);
        var from = Revs.sortable(begin);
        var until = Revs.sortable(end);
        return newestFirst(days.stream()
                .flatMap(day -> view.group(day).members().stream())
                .filter(member -> member.compareTo(from) >= 0 && member.compareTo(until) < 0)
                .toList());
    }

    /// The entries of the feed's first poll, the newest first; nothing if the entry is not one of them.
    static List<String> firstPoll(View view, StoredEntry entry) {
        var times = view.group(GroupIds.first(entry.feedId())).members();
        var mine = Revs.sortable(entry.firstSeenAt());
        return times.isEmpty() || !times.getFirst().equals(mine)
                ? List.of()
                : newestFirst(
                        view.group(GroupIds.imported(entry.feedId(), mine)).members());
    }

    private Company limited(Candidate candidate, StoredPlanet planet, StoredEntry entry) {
        var key = planet.slug() + "/" + entry.entryId();
        var known = limited.get(key);
        if (known == null) {
            known = limit(candidate, planet, entry);
            limited.put(key, known);
        }
        return known;
    }

    private Company limit(Candidate candidate, StoredPlanet planet, StoredEntry entry) {
        var limits = Limits.of(candidate.planet(), candidate.subscription());
        var burst = limits.burst();
        boolean isBurst = !stays(planet, entry, window(view, burst, entry), burst.entries());
        var most = limits.firstImport();
        boolean isFlood = most != null && !stays(planet, entry, firstPoll(view, entry), most);
        return isBurst || isFlood ? new Company(null, isBurst ? burst : null, isFlood ? most : null) : Company.NONE;
    }

    private boolean stays(StoredPlanet planet, StoredEntry entry, List<String> newestFirst, int most) {
        if (newestFirst.size() <= most || most >= Limits.NONE) {
            return true;
        }
        int place = newestFirst.indexOf(GroupIds.ranked(entry));
        if (place < most && place >= 0) {
            return true;
        }
        if (place < 0 || place >= reach(most)) {
            return false;
        }
        return shown(planet, newestFirst.subList(0, place)) < most;
    }

    /// How far down a window or a first poll is looked at for entries that stay, others being hidden or gone: what is
    /// below has no prospect. Far less than a group names, so what falls out of a group had none either.
    private static int reach(int most) {
        return Math.max(256, Math.min(2 * most, Limits.NONE));
    }

    private long shown(StoredPlanet planet, List<String> ranked) {
        return entries(ranked.stream().map(Group::entryOf).toList(), planet).stream()
                .map(each -> candidate(planet, each))
                .filter(each -> each != null && placer.outcome(each) == Outcome.SHOWN)
                .count();
    }

    private @Nullable Original original(StoredPlanet planet, StoredEntry entry) {
        var keys = entry.likeness().keys();
        view.wantGroups(keys);
        var reasons = new HashMap<String, Why>();
        for (var key : keys) {
            var group = view.group(key);
            for (var other : group.crowded() ? List.<StoredEntry>of() : entries(group.members(), planet)) {
                var why = entry.likeness().sameAs(other.likeness(), key);
                if (why != null) {
                    reasons.merge(other.entryId(), why, (one, another) -> one.compareTo(another) <= 0 ? one : another);
                }
            }
        }
        reasons.remove(entry.entryId());
        var best = best(planet, entry, reasons.keySet());
        return best.feedId().equals(entry.feedId()) ? null : original(planet, best, reasons.get(best.entryId()));
    }

    private static Original original(StoredPlanet planet, StoredEntry best, @Nullable Why why) {
        var value = Objects.requireNonNull(best.value());
        var subscription = Objects.requireNonNull(planet.subscriptions().get(best.feedId()));
        return new Original(best.entryId(), value.title(), subscription.name(), Objects.requireNonNull(why));
    }

    private StoredEntry best(StoredPlanet planet, StoredEntry entry, Collection<String> same) {
        var best = entry;
        for (var id : same) {
            var other = view.entry(id);
            if (other != null && ORIGINALITY.compare(other, best) < 0 && isShownByItself(planet, other)) {
                best = other;
            }
        }
        return best;
    }

    private boolean isShownByItself(StoredPlanet planet, StoredEntry entry) {
        var candidate = candidate(planet, entry);
        return candidate != null
                && placer.outcome(candidate) == Outcome.SHOWN
                && placer.outcome(candidate.with(limited(candidate, planet, entry))) == Outcome.SHOWN;
    }

    /// Those that are stored, with the verdicts that they will be asked for.
    private List<StoredEntry> entries(List<String> ids, StoredPlanet planet) {
        view.wantEntries(ids);
        var entries = ids.stream().map(view::entry).filter(Objects::nonNull).toList();
        view.wantVerdicts(entries.stream()
                .filter(each -> planet.subscriptions().containsKey(each.feedId()))
                .map(each -> new PlacementKey(planet.slug(), each.entryId()))
                .toList());
        return entries;
    }

    private static List<String> newestFirst(Collection<String> ranked) {
        var list = new ArrayList<>(ranked);
        Collections.sort(list, Comparator.reverseOrder());
        return list;
    }
}
