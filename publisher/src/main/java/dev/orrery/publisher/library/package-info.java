/// What there is to publish, read from MongoDB: a [Directory] of all planets, and an [Edition] of one.
///
/// [Library] is the only class that knows how documents look; everything after it is plain values. An edition is a
/// function of what MongoDB holds, never of the clock, so that any number of publishers come to the same bytes.
@NullMarked
package dev.orrery.publisher.library;

import org.jspecify.annotations.NullMarked;
