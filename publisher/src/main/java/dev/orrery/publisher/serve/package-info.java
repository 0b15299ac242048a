/// From a request to its answer.
///
/// [Site] takes requests; [Destination] says what an address means; [Shelves] hold, for each planet and format, a
/// [Rendering] that is [Kept] until its planet changes; [Answer] sends it, or says that the reader has it already.
@NullMarked
package dev.orrery.publisher.serve;

import org.jspecify.annotations.NullMarked;
