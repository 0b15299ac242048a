/// From a feed document's bytes to entries in the contract's own form.
///
/// [FeedParser] is the whole way: bytes to a tree of elements (package `xml`), strictly first and with repairs only
/// where that fails; one switch over the formats; an adapter each, of which [EntryReader] and [ChannelReader] do what
/// the formats have in common; [ParsedFeed]. A document that cannot be read is a value with a reason. What is read and
/// what is not stands in `fetcher/PARSING.md`.
@NullMarked
package dev.orrery.fetcher.parse;

import org.jspecify.annotations.NullMarked;
