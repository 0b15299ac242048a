/// Placeholder.
@NullMarked
package dev.orrery.enricher;

import org.jspecify.annotations.NullMarked;
