/// Pictures through us: where it is switched on, readers load authors' pictures from the publisher, and no author's
/// server sees who reads the planet.
///
/// [ImageKey] makes addresses that nobody else can make, so that this is no proxy for everything; [ProxiedPages] writes
/// them into pages; [ImageFetcher] gets a picture, within its limits; [ImageRoute] answers with it.
@NullMarked
package dev.orrery.publisher.image;

import org.jspecify.annotations.NullMarked;
