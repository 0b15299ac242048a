/// Where requests may lead that strangers asked for: the one rule that fetcher and publisher share.
@NullMarked
package dev.orrery.events.guard;

import org.jspecify.annotations.NullMarked;
