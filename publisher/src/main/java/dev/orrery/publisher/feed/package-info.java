/// A planet and its views as feeds.
///
/// [FeedMaker] makes a document of a feed: a [Feed] with its [Item]s, which say once what all formats say,
/// and its [Chain] to the others of the same feed. [AtomFeed], [RssFeed], [RdfFeed] and [JsonFeed] each
/// write one specification; [OpmlList] and [FoafRoll] list the subscriptions. [Xml] writes for all and lets
/// nothing through that XML forbids; [EntryIds] says who an entry is to readers.
@NullMarked
package dev.orrery.publisher.feed;

import org.jspecify.annotations.NullMarked;
