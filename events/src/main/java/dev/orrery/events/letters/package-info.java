/// Dead letters as an operator handles them: looked at, sent again, dropped.
///
/// [Letters] is where to start reading. Nothing here needs more than Kafka, so it works while everything else is down.
@NullMarked
package dev.orrery.events.letters;

import org.jspecify.annotations.NullMarked;
