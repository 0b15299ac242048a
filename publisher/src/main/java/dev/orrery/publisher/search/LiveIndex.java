package dev.orrery.publisher.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/// The index that is searched now, if there is one yet, and how far it has come. [IndexFeeder] opens and replaces it;
/// requests read it.
public final class LiveIndex {
    static final int COMPLETE = 100;

    private final Analysis analysis = new Analysis();
    private volatile @Nullable SearchIndex current;
    private volatile int percent;
    private volatile boolean suspect;

    Analysis analysis() {
        return analysis;
    }

    /// How much of what there is has been read, 0 to 100; 100 only if nothing is missing.
    public int percent() {
        return percent;
    }

    void come(int newPercent) {
        percent = newPercent;
    }

    /// The index as it was left, or an empty one.
    SearchIndex open(IndexFolder folder) throws IOException {
        var index = folder.open(analysis);
        var bookmark = Bookmark.of(index.notes());
        // What was complete when it was left is good enough while Kafka is waited for.
        percent = bookmark == null || bookmark.level() == null ? 0 : COMPLETE;
        current = index;
        return index;
    }

    /// An empty index in the place of the one that was there.
    SearchIndex anew(IndexFolder folder) throws IOException {
        close();
        var index = folder.anew(analysis);
        suspect = false;
        current = index;
        return index;
    }

    /// For whoever feeds it.
    SearchIndex index() {
        return Objects.requireNonNull(current, "no index is open");
    }

    @Nullable
    SearchIndex current() {
        return current;
    }

    /// A reader found it broken: whoever feeds it shall build another.
    boolean isSuspect() {
        return suspect;
    }

    void close() {
        percent = 0;
        var open = current;
        current = null;
        if (open != null) {
            open.close();
        }
    }

    /// Reads something from the index.
    ///
    /// @param otherwise where there is no index yet, or none at the moment
    /// @throws IOException if the index is broken
    <T> T read(SearchIndex.Reading<T> reading, T otherwise) throws IOException {
        var open = current;
        if (open == null) {
            return otherwise;
        }
        try {
            return open.read(reading);
        } catch (AlreadyClosedException _) {
            return otherwise;
        } catch (IOException | UncheckedIOException e) {
            suspect = true;
            throw e;
        }
    }
}
