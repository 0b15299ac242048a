package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.View;

/// What is asked for of a planet: which posts, which page of them, in which form.
///
/// @param page 1 for the newest posts; feeds have none but that
public record Wanted(View view, int page, Format format) {
    public static Wanted home(Format format) {
        return new Wanted(View.LATEST, 1, format);
    }
}
