/// The parser alone, beside plain Rome on the same documents.
@NullMarked
package dev.orrery.bench.parse;

import org.jspecify.annotations.NullMarked;
