/// Hears from Kafka what changed, so that only what changed is rendered anew.
@NullMarked
package dev.orrery.publisher.live;

import org.jspecify.annotations.NullMarked;
