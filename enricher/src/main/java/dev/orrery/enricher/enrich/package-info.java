/// From the raw entry to the entry that readers may see, as a pure function: no clock, no store, no other entry.
///
/// Start at [Enrichment], whose one method is the list of the steps in their order; each step is a class beside it.
@NullMarked
package dev.orrery.enricher.enrich;

import org.jspecify.annotations.NullMarked;
