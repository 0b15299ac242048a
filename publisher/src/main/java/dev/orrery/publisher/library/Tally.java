package dev.orrery.publisher.library;

import java.time.Instant;

/// How many posts there are, and when the newest was published.
public record Tally(int posts, Instant newest) {
    /// Of both together.
    Tally and(Tally other) {
        return new Tally(posts + other.posts, newest.isAfter(other.newest) ? newest : other.newest);
    }
}
