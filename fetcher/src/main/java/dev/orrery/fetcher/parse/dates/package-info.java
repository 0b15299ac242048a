/// Dates as feeds write them, to instants.
@NullMarked
package dev.orrery.fetcher.parse.dates;

import org.jspecify.annotations.NullMarked;
