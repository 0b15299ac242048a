/// What the sanitizer costs, beside others on the same posts.
@NullMarked
package dev.orrery.bench.sanitize;

import org.jspecify.annotations.NullMarked;
