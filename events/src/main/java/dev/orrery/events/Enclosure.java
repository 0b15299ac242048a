package dev.orrery.events;

import org.jspecify.annotations.Nullable;

/// A file that goes with an entry: an episode, a video.
///
/// @param length in bytes, as the feed claims
public record Enclosure(
        String url, @Nullable String type, @Nullable Long length) {}
