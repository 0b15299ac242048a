/// By what two entries are recognised as the same post, whichever feeds they came through.
///
/// Start at [Likeness]: the keys under which an entry is found by its likes, and what tells the original from a copy.
/// All of it is a pure function of the entry's own record.
@NullMarked
package dev.orrery.enricher.alike;

import org.jspecify.annotations.NullMarked;
