/// What the publisher costs, beside nginx that sends the same bytes from a file.
@NullMarked
package dev.orrery.bench.serve;

import org.jspecify.annotations.NullMarked;
