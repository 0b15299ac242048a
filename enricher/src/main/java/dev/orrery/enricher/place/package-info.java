/// What one planet makes of one entry, as a pure function of the two, the subscription and the owner's verdict.
///
/// Start at [Placer]: it tags the entry ([Tagger]) and lists the [Rule]s in the order they look at it; the last word
/// wins. A further reason to show or hide an entry is a further rule; a further question that an owner's rules may ask
/// belongs into [Asking] and, in words, into [InWords].
@NullMarked
package dev.orrery.enricher.place;

import org.jspecify.annotations.NullMarked;
