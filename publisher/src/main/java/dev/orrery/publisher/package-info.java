/// Placeholder.
@NullMarked
package dev.orrery.publisher;

import org.jspecify.annotations.NullMarked;
