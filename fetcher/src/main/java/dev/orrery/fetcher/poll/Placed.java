package dev.orrery.fetcher.poll;

import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Source;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An entry of a document, and where it stands there.
final class Placed {
    final int position;
    final RawEntry.Key key;

    /// The id that its key gives it; its own, unless it was known by another key before.
    final String id;

    final Source source;
    private final String feedId;
    private @Nullable Aliases aliases;

    Placed(String feedId, int position, RawEntry.Key key, Source source) {
        this.feedId = feedId;
        this.position = position;
        this.key = key;
        this.id = Ids.entryId(feedId, key.value());
        this.source = source;
    }

    /// Those of its aliases that are too common to tell anything are not to be remembered.
    void keep(Predicate<Long> telling) {
        aliases = aliases().only(telling);
    }

    Aliases aliases() {
        if (aliases == null) {
            aliases = Aliases.of(feedId, source);
        }
        return aliases;
    }
}
