/// What the enricher costs for an entry, beside its parts alone, and whether it costs more the more there is.
@NullMarked
package dev.orrery.bench.enrich;

import org.jspecify.annotations.NullMarked;
