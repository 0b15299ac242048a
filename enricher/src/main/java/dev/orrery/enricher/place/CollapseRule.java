package dev.orrery.enricher.place;

import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One feed brings very much at a time: the newest stay, the others are not on the planet's page.
final class CollapseRule implements Rule {
    @Override
    public Optional<Ruling> look(Candidate candidate) {
        var burst = candidate.company().burst();
        if (burst != null) {
            var sentence = "its feed has more than %s in %s".formatted(posts(burst.entries()), length(burst.per()));
            return Optional.of(ruling("burst", sentence, Facts.most(burst.entries(), burst.per())));
        }
        var imported = candidate.company().imported();
        return Optional.ofNullable(imported)
                .map(most -> ruling(
                        "firstImport",
                        "its feed came with more than %s".formatted(posts(most)),
                        Facts.most(most, null)));
    }

    private static Ruling ruling(String name, String sentence, Facts facts) {
        return new Ruling(new Reason(name, "collapse", sentence, facts), Outcome.COLLAPSED);
    }

    private static String posts(int number) {
        return number == 1 ? "1 post" : number + " posts";
    }

    private static String length(Duration length) {
        var parts = new ArrayList<String>();
        add(parts, length.toDaysPart(), "day");
        add(parts, length.toHoursPart(), "hour");
        add(parts, length.toMinutesPart(), "minute");
        add(parts, length.toSecondsPart(), "second");
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add("%d %s%s".formatted(number, unit, number == 1 ? "" : "s"));
        }
    }
}
