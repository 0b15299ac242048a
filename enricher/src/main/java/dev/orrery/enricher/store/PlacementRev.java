package dev.orrery.enricher.store;

/// What a placement was computed from, as its `rev`: the revs of entry, planet and verdict, the placer's version, and
/// what other entries mean for this one, joined by `|`; empty where there is none.
///
/// There is no order over all of them: one enricher may know the newer entry and another the newer planet. Of what
/// other entries mean there is none at all.
public final class PlacementRev {
    private static final String PART = "|";
    private static final int PARTS = 5;
    private static final int PLACER = 3;

    private PlacementRev() {}

    public static String of(String entryRev, String planetRev, String verdictRev, int placerVersion, String company) {
        return String.join(PART, entryRev, planetRev, verdictRev, "%04d".formatted(placerVersion), company);
    }

    /// What a placement was computed from, whatever versions of ours had a hand in it.
    public static String withoutVersions(String rev) {
        var parts = rev.split("\\|", -1);
        parts[0] = Revs.withoutVersions(parts[0]);
        parts[PLACER] = "";
        return String.join(PART, parts);
    }

    /// Whether nothing that `stored` was computed from is newer than what `mine` was, as far as revs can tell.
    public static boolean isAtLeast(String mine, String stored) {
        var parts = mine.split("\\|", -1);
        var others = stored.split("\\|", -1);
        if (others.length != PARTS) {
            return true;
        }
        boolean isNewer = false;
        for (int i = 0; i < PARTS - 1; i++) {
            int order = parts[i].compareTo(others[i]);
            if (order < 0) {
                return false;
            }
            isNewer |= order > 0;
        }
        return isNewer || mine.equals(stored);
    }
}
