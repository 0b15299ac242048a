package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Directory.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the planets that somebody may have meant who asked for one that does not exist.
final class Similar {
    private static final int MOST = 3;
    private static final int LONGEST = 80;

    private record Candidate(Listing planet, int distance) {}

    private Similar() {}

    static List<Listing> to(String asked, List<Listing> planets) {
        var name = asked.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > LONGEST) {
            return List.of();
        }
        return planets.stream()
                .map(planet -> new Candidate(planet, distance(name, planet.slug())))
                .filter(candidate -> candidate.distance
                        <= Math.max(1, candidate.planet.slug().length() / 3))
                .sorted(Comparator.comparingInt(Candidate::distance))
                .limit(MOST)
                .map(Candidate::planet)
                .toList();
    }

    /// How many letters must be changed, added or left out (Levenshtein); a part of the name is no distance at all.
    private static int distance(String asked, String slug) {
        if (asked.length() > 2 && (slug.contains(asked) || asked.contains(slug))) {
            return 0;
        }
        var row = new int[slug.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= asked.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = asked.charAt(i - 1) == slug.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[slug.length()];
    }
}
