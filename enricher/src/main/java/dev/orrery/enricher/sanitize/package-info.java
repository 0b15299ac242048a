/// From hostile markup to markup that a page may hold: parse once, walk the tree with an allow-list, write once.
///
/// Start at [Sanitizer]. [Markup] says what becomes of each element and [Attributes] what of its attributes; [Walk]
/// goes through the tree and writes; [Addresses] makes addresses absolute and refuses those that are no web address.
/// Nothing that is not named in these lists comes out, and no element comes out whose content a browser would read as
/// anything but escaped text, so that what we wrote cannot turn into something else when it is parsed again.
@NullMarked
package dev.orrery.enricher.sanitize;

import org.jspecify.annotations.NullMarked;
