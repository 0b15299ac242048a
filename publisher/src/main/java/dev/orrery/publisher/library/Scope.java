package dev.orrery.publisher.library;

import org.jspecify.annotations.Nullable;

/// What part of a planet an edition is.
///
/// @param name     what the view is of, for people: a tag's label, an author's or a subscription's name; null for times
///                 and for the planet itself
/// @param page     1 for the newest posts
/// @param hasOlder whether there is a page after this one
public record Scope(View view, @Nullable String name, int page, boolean hasOlder) {
    /// The planet's page.
    public static final Scope LATEST = new Scope(View.LATEST, null, 1, false);
}
