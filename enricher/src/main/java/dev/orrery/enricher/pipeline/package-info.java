/// From the topics into MongoDB and out to the topics again, so that nothing is lost and nothing counts twice.
///
/// Start at [EnricherLoop], which polls and keeps the positions; [Pipeline] handles one batch: store, place, produce.
/// [Placing] holds the argument why placements are right whoever else writes at the same time. [Emitter] and
/// [dev.orrery.enricher.store.Positions] are the seams at which a test can stop an enricher between two steps.
@NullMarked
package dev.orrery.enricher.pipeline;

import org.jspecify.annotations.NullMarked;
