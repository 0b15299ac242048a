/// The way out: to subscribers of the hub, and to pictures where readers get them through us. Nothing else here sends a
/// request of its own.
@NullMarked
package dev.orrery.publisher.outgoing;

import org.jspecify.annotations.NullMarked;
