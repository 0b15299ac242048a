/// From a feed document's bytes to entries in the contract's own form.
///
/// [FeedParser] is the whole way: XML, read strictly, to Rome's wire feed, to [ParsedFeed] through one adapter a family
/// of formats. A document that cannot be read is a value with a reason. Repair and further formats come in here.
@NullMarked
package dev.orrery.fetcher.parse;

import org.jspecify.annotations.NullMarked;
