package dev.orrery.enricher.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a replay does again.
///
/// Without limits everything is made from nothing but the records. With a limit it begins with a copy of what is live,
/// and handles again what lies within the limit; that is always allowed, for any record may come again.
///
/// @param planet only this planet's placements are decided anew; entries stay as they are
/// @param since  with a planet, of entries first seen since then; without, all raw entries sent since then are read
///               again
public record ReplayScope(@Nullable String planet, @Nullable Instant since) {
    public static final ReplayScope ALL = new ReplayScope(null, null);

    public boolean isAll() {
        return planet == null && since == null;
    }

    @Override
    public String toString() {
        var all = isAll() ? "everything" : planet == null ? "entries" : "the placements of " + planet;
        return since == null ? all : all + " since " + since;
    }
}
