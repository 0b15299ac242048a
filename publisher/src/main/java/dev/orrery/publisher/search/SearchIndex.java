package dev.orrery.publisher.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An open Lucene index. One thread writes; any number read. What was put is found after [#refresh], and is still there
/// after a crash from [#commit] on, together with what the committer says of it.
final class SearchIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    /// What is analysed but not yet written, at most; the rest of Lucene's memory goes by the size of the index.
    private static final double BUFFER_MB = 4;

    /// Merges go on beside the writer, so that a new post does not wait for them, but one at a time.
    private static final int MERGES = 1;

    private static final int WAITING_MERGES = 4;

    /// Of posts' text that may be held because no reader sees it yet.
    private static final long MOST_RECENT = 2_000_000;

    /// What an entry without text takes.
    private static final int ALONE = 200;

    private final Analysis analysis;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    /// Put since the last refresh, so not yet to be read from the index.
    private final Map<String, Filed> recent = new HashMap<>();

    private long recentCharacters;

    /// @throws IOException where there is none, it is broken, in use, or of a version that this Lucene does not read
    SearchIndex(Path folder, Analysis analysis) throws IOException {
        this.analysis = analysis;
        directory = FSDirectory.open(folder);
        IndexWriter open = null;
        try {
            open = new IndexWriter(directory, config());
            writer = open;
            searchers = new SearcherManager(writer, null);
        } catch (IOException | RuntimeException e) {
            if (open != null) {
                open.rollback();
            }
            directory.close();
            throw e;
        }
    }

    private IndexWriterConfig config() {
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(WAITING_MERGES, MERGES);
        return new IndexWriterConfig(analysis.filing())
                .setRAMBufferSizeMB(BUFFER_MB)
                .setMergeScheduler(merges)
                .setCommitOnClose(false)
                // Half the size on disk, for some microseconds a post that is shown.
                .setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION));
    }

    /// Reads something from the index.
    @FunctionalInterface
    interface Reading<T extends @Nullable Object> {
        T from(IndexSearcher searcher) throws IOException;
    }

    Analysis analysis() {
        return analysis;
    }

    <T extends @Nullable Object> T read(Reading<T> reading) throws IOException {
        var searcher = searchers.acquire();
        try {
            return reading.from(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /// What is filed of an entry, also if it was put just now. For the thread that writes.
    Filed get(String entryId) throws IOException {
        var put = recent.get(entryId);
        if (put != null) {
            return put;
        }
        @Nullable Filed stored = this.<@Nullable Filed>read(searcher -> stored(searcher, entryId));
        return stored == null ? Filed.nothing(entryId) : stored;
    }

    private static @Nullable Filed stored(IndexSearcher searcher, String entryId) throws IOException {
        var found = searcher.search(new TermQuery(new Term(Fields.ID, entryId)), 1).scoreDocs;
        return found.length == 0 ? null : filed(searcher, found[0].doc);
    }

    static Filed filed(IndexSearcher searcher, int document) throws IOException {
        return Fields.filed(searcher.storedFields().document(document).getBinaryValue(Fields.FILED));
    }

    void put(Filed filed) throws IOException {
        var id = new Term(Fields.ID, filed.entryId());
        if (filed.holdsNothing()) {
            writer.deleteDocuments(id);
        } else {
            writer.updateDocument(id, Fields.document(filed, analysis));
        }
        recent.put(filed.entryId(), filed);
        var text = filed.text();
        recentCharacters += ALONE + (text == null ? 0 : text.body().length());
    }

    /// Whether it is time to [#refresh], if only for memory's sake.
    boolean isFull() {
        return recentCharacters > MOST_RECENT;
    }

    /// Lets readers see what was put.
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
        recent.clear();
        recentCharacters = 0;
    }

    /// How many entries there are, those among them that no planet shows included.
    int size() throws IOException {
        return read(searcher -> searcher.getIndexReader().numDocs());
    }

    /// Makes what was put durable.
    ///
    /// @param notes what to know of it after a restart
    void commit(Map<String, String> notes) throws IOException {
        writer.setLiveCommitData(new TreeMap<>(notes).entrySet());
        writer.commit();
    }

    /// The notes of the last commit; empty if there was none.
    Map<String, String> notes() {
        var notes = new HashMap<String, String>();
        var live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(note -> notes.put(note.getKey(), note.getValue()));
        }
        return notes;
    }

    /// What was put since the last commit is lost, as in a crash.
    @Override
    public void close() {
        try (directory;
                var _ = (Closeable) writer::rollback;
                searchers) {
            LOG.debug("The search index is closed.");
        } catch (IOException e) {
            LOG.warn("The search index could not be closed.", e);
        }
    }
}
