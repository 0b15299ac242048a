package dev.orrery.fetcher.poll;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is remembered of a feed's entries, as far as its document makes one ask.
///
/// @param seen   by the id that was asked for, which an entry has or which its present key would give it
/// @param window the last document
/// @param traces further entries, of which it is not certain yet whether they are in the document
record Memory(Map<String, SeenEntry> seen, Window window, List<SeenEntry> traces) {
    /// Of a feed that nobody has read yet.
    static final Memory NONE = new Memory(Map.of(), Window.NONE, List.of());

    Memory with(List<SeenEntry> found) {
        return new Memory(seen, window, found);
    }

    /// What is asked for first.
    ///
    /// @param ids of the document's entries, as their keys would give them
    record Question(String feedId, Set<String> ids) {}

    /// What is asked for next, where the first answer leaves something open.
    ///
    /// @param links      see [Aliases]
    /// @param texts      see [Aliases]
    /// @param ids        of entries that the last document had
    /// @param unfinished feed of which all is wanted that is not known to have arrived
    record Trace(
            String feedId,
            Collection<Long> links,
            Collection<Long> texts,
            Set<String> ids,
            @Nullable String unfinished) {
        boolean isEmpty() {
            return links.isEmpty() && texts.isEmpty() && ids.isEmpty() && unfinished == null;
        }
    }
}
