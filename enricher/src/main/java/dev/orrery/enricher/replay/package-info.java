/// Rebuilds the projection beside the live one, says what would differ, and switches.
///
/// [Replay] is where to start reading. The rebuilding itself is the enricher's own loop, reading with positions of its
/// own into another generation and producing nothing.
@NullMarked
package dev.orrery.enricher.replay;

import org.jspecify.annotations.NullMarked;
