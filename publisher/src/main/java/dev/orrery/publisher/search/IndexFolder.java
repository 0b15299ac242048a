package dev.orrery.publisher.search;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder that an index is in. Whatever is wrong with it, there is an index afterwards: a broken one, and one that
/// this version does not read, is thrown away; one that another publisher uses is left to it.
final class IndexFolder {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

    /// Below the folder that is configured, and all that is ever deleted: whoever names a folder with something else
    /// in it loses nothing.
    private static final String NAME = "orrery-search";

    private Path folder;

    /// @param configured null for one among the machine's temporary files
    /// @param port       where this publisher listens: tells it from others on the machine
    IndexFolder(@Nullable Path configured, int port) throws IOException {
        folder = configured == null ? temporary(port) : configured.resolve(NAME);
    }

    Path path() {
        return folder;
    }

    /// The index as it was left, or an empty one.
    SearchIndex open(Analysis analysis) throws IOException {
        try {
            return new SearchIndex(folder, analysis);
        } catch (LockObtainFailedException _) {
            return elsewhere(analysis);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The search index in {} cannot be read ({}); it is built anew.", folder, e.toString());
            return anew(analysis);
        }
    }

    /// An empty index; the one that was there is gone.
    SearchIndex anew(Analysis analysis) throws IOException {
        try {
            empty();
            return new SearchIndex(folder, analysis);
        } catch (LockObtainFailedException _) {
            return elsewhere(analysis);
        }
    }

    private SearchIndex elsewhere(Analysis analysis) throws IOException {
        var other = Files.createTempDirectory(NAME);
        LOG.warn("Another publisher uses the search index in {}; this one builds its own in {}.", folder, other);
        folder = other;
        return new SearchIndex(folder, analysis);
    }

    /// @throws LockObtainFailedException where another publisher uses it: what looks broken may be half made
    private void empty() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.deleteIfExists(folder);
        }
        try (var directory = FSDirectory.open(folder);
                var _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            for (var file : directory.listAll()) {
                if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.deleteFile(file);
                }
            }
            // Lucene takes a lock file that has something in it for somebody else's.
            Files.write(folder.resolve(IndexWriter.WRITE_LOCK_NAME), new byte[0]);
        }
    }

    /// The same at the next start, so that what was built is used again and nothing piles up. Anybody may make a folder
    /// there: one that is not ours is not used.
    private static Path temporary(int port) throws IOException {
        var mine = Files.createTempDirectory(NAME);
        var lasting = mine.resolveSibling(NAME + "-" + port);
        try {
            Files.move(mine, lasting);
            return lasting;
        } catch (FileAlreadyExistsException _) {
            return isOurs(lasting, mine) ? instead(mine, lasting) : mine;
        } catch (IOException _) {
            return mine;
        }
    }

    private static boolean isOurs(Path folder, Path surelyOurs) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(surelyOurs));
    }

    private static Path instead(Path unneeded, Path folder) throws IOException {
        Files.delete(unneeded);
        return folder;
    }
}
