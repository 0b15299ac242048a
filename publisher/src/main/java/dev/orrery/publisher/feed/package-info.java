/// A planet as feeds: one edition, several renderings. [AtomFeed], [RssFeed] and [OpmlList] each are one specification;
/// [Xml] writes for all of them and lets nothing through that XML forbids; [EntryIds] says who an entry is to readers.
@NullMarked
package dev.orrery.publisher.feed;

import org.jspecify.annotations.NullMarked;
