package dev.orrery.enricher.store;

/// What a placement was computed from, as its `rev`: the revs of entry, planet and verdict and the placer's version,
/// joined by `|`; empty where there is none.
///
/// There is no order over all of them: one enricher may know the newer entry and another the newer planet.
public final class PlacementRev {
    private static final String PART = "|";
    private static final int PARTS = 4;

    private PlacementRev() {}

    public static String of(String entryRev, String planetRev, String verdictRev, int placerVersion) {
        return String.join(PART, entryRev, planetRev, verdictRev, "%04d".formatted(placerVersion));
    }

    /// What a placement was computed from, whatever versions of ours had a hand in it.
    public static String withoutVersions(String rev) {
        var parts = rev.split("\\|", -1);
        parts[0] = Revs.withoutVersions(parts[0]);
        parts[parts.length - 1] = "";
        return String.join(PART, parts);
    }

    /// Whether nothing that `stored` was computed from is newer than what `mine` was.
    public static boolean isAtLeast(String mine, String stored) {
        var parts = mine.split("\\|", -1);
        var others = stored.split("\\|", -1);
        if (others.length != PARTS) {
            return true;
        }
        for (int i = 0; i < PARTS; i++) {
            if (parts[i].compareTo(others[i]) < 0) {
                return false;
            }
        }
        return true;
    }
}
