/// What one planet makes of one entry, as a pure function of the two, the subscription and the owner's verdict.
///
/// Start at [Placer]: it lists the [Rule]s in the order they look at an entry, and the last word wins. A further reason
/// to show or hide an entry is a further rule.
@NullMarked
package dev.orrery.enricher.place;

import org.jspecify.annotations.NullMarked;
