/// From a site's address, as somebody pasted it, to its feeds.
///
/// [Discovery] asks; what may be asked for comes from [Pasted], [SitePatterns], [PageFeeds], [PageHints] and
/// [WellKnown], which are pure. It depends on `web` and `parse` alone.
@NullMarked
package dev.orrery.fetcher.discover;

import org.jspecify.annotations.NullMarked;
