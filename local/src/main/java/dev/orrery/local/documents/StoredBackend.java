package dev.orrery.local.documents;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Set;
import org.h2.mvstore.MVStore;

/// All databases of one store.
///
/// It commits between commands only, so that what a killed process leaves behind is always the store as it stood after
/// some command: documents, their indexes and the enricher's positions belong together. What was written after that is
/// written again, because the positions are as old as the rest. By itself the store would commit in the middle of a
/// command; and after every command would be too often.
public final class StoredBackend extends AbstractMongoBackend {
    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "findAndModify", "createIndexes", "drop", "dropDatabase", "create");
    private static final long COMMIT_EVERY_NANOS = 1_000_000_000;

    /// What is not committed is held in memory.
    private static final int MOST_UNSAVED_BYTES = 16 << 20;

    private final MVStore store;
    private final Object oneWriter = new Object();
    private long committedAt = System.nanoTime();

    /// @param store that does not commit by itself
    public StoredBackend(MVStore store) {
        this.store = store;
        store.getMapNames().stream()
                .filter(name -> name.startsWith(StoredDatabase.DOCUMENTS))
                .map(name -> name.substring(StoredDatabase.DOCUMENTS.length(), name.indexOf('.')))
                .distinct()
                .forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoredDatabase(name, store, getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        if (message.getDocument().keySet().stream().noneMatch(WRITES::contains)) {
            return super.handleMessage(message);
        }
        synchronized (oneWriter) {
            var answer = super.handleMessage(message);
            long now = System.nanoTime();
            if (now - committedAt > COMMIT_EVERY_NANOS || store.getUnsavedMemory() > MOST_UNSAVED_BYTES) {
                store.commit();
                committedAt = now;
            }
            return answer;
        }
    }

    @Override
    public void close() {
        super.close();
        store.close();
    }
}
