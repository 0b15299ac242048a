/// Placeholder.
@NullMarked
package dev.orrery.fetcher;

import org.jspecify.annotations.NullMarked;
