/// A web of made-up feeds, served fast enough never to be what is measured, by servers with good manners.
///
/// [FeedFarm] starts it. Which feeds there are and what they hold follows from their numbers alone ([FarmFeeds],
/// [Documents]), so the same options always make the same bytes. [Visits] counts what the guests did.
@NullMarked
package dev.orrery.bench.farm;

import org.jspecify.annotations.NullMarked;
