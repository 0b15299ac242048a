/// What can be learned from a planet as it stands. Nothing here decides anything: it is for owners to read.
@NullMarked
package dev.orrery.enricher.learn;

import org.jspecify.annotations.NullMarked;
