package dev.orrery.fetcher.discover;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// An address that may be a feed or lead to one.
///
/// @param title what the page calls it
record Candidate(HttpUrl url, How how, @Nullable String title) {
    Candidate(HttpUrl url, How how) {
        this(url, how, null);
    }
}
