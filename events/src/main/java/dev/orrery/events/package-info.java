/// The contract: what Orrery says on its Kafka topics, for its own services and for anybody's consumer.
///
/// Start at [Topics], which names every topic with its key, value, partitions and clean-up policy. Values are the
/// records of this package; [EventCodec] turns them into JSON and back. Versions are counted in the header
/// `orrery-version`; within a version fields are only ever added, so a reader ignores what it does not know.
@NullMarked
package dev.orrery.events;

import org.jspecify.annotations.NullMarked;
