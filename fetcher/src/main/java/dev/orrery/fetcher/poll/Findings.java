package dev.orrery.fetcher.poll;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a document proves to hold, beside what is remembered.
///
/// @param changed  what is to be sent
/// @param window   what is to be remembered as the last document; absent where nothing of that changes
/// @param doubted  how many entries are gone, but so many at once that it is not believed yet
/// @param expected how many there were before
record Findings(List<Sighting> changed, @Nullable FeedWindow window, boolean isFirstWindow, int doubted, int expected) {
    static final Findings NONE = new Findings(List.of(), null, false, 0, 0);

    Findings {
        changed = List.copyOf(changed);
    }
}
