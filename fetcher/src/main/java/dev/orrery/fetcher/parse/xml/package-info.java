/// Bytes to characters to a light tree of elements, with names of our own instead of namespaces.
///
/// [FeedXml] is the whole way: [Decoded] finds the charset, [StrictReader] reads what is well-formed XML, and
/// [LenientReader] whatever else comes. Nothing in here ever looks outside the document.
@NullMarked
package dev.orrery.fetcher.parse.xml;

import org.jspecify.annotations.NullMarked;
