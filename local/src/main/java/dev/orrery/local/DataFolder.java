package dev.orrery.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one folder in which everything of an instance lives, locked as long as the instance runs.
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String MONGODB = "mongodb";
    private static final List<String> OURS = List.of("kafka", MONGODB, "fetcher", "publisher", "logs");

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /// `orrery` in the user's state directory (XDG Base Directory Specification).
    static Path byDefault() {
        var state = System.getenv("XDG_STATE_HOME");
        var base = state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("orrery");
    }

    static DataFolder open(Path folder) throws UserTrouble {
        var root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            var channel = FileChannel.open(
                    root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                var holder = Files.readString(root.resolve(LOCK)).strip();
                channel.close();
                throw new UserTrouble(
                        "The data folder %s is in use by another Orrery%s: stop that one, or give this one a folder of its own with --data DIR."
                                .formatted(root, holder.isEmpty() ? "" : " (process " + holder + ")"));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(root, channel, lock);
        } catch (IOException e) {
            throw new UserTrouble(
                    "The data folder %s cannot be used (%s): choose another with --data DIR.".formatted(root, e));
        }
    }

    /// Where an instance that uses the folder says how its MongoDB is reached.
    static Path addressOfMongodb(Path folder) {
        return folder.resolve(MONGODB).resolve("address");
    }

    /// Whether an instance uses the folder now.
    static boolean isInUse(Path folder) throws IOException {
        var file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var lock = tryLock(channel);
            if (lock != null) {
                lock.release();
            }
            return lock == null;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path root() {
        return root;
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path mongodb() {
        return root.resolve(MONGODB);
    }

    Path fetcher() {
        return root.resolve("fetcher");
    }

    Path publisher() {
        return root.resolve("publisher");
    }

    Path logs() throws IOException {
        return Files.createDirectories(root.resolve("logs"));
    }

    /// Removes what instances have put here, and nothing that somebody else may have.
    void empty() throws IOException {
        for (var name : OURS) {
            delete(root.resolve(name));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(DataFolder::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
