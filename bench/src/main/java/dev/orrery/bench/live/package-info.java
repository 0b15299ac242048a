/// How soon open pages hear of a record, beside bare sockets that are sent the same bytes.
@NullMarked
package dev.orrery.bench.live;

import org.jspecify.annotations.NullMarked;
