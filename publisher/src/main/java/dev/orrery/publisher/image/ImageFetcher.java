package dev.orrery.publisher.image;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.orrery.events.Ids;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.publisher.outgoing.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets pictures from where their authors have them, each once for all who ask for it, and keeps them in files: none is
/// ever in memory as a whole.
public final class ImageFetcher implements AutoCloseable {
    /// Larger ones are not for a page.
    static final int MOST_BYTES = 16 << 20;

    static final int MOST_REDIRECTS = 5;

    private static final int AT_ONCE = 32;
    private static final Duration EXCHANGE = Duration.ofSeconds(15);
    private static final int PATIENCE_SECONDS = 10;
    private static final long MOST_KEPT_BYTES = 512L << 20;

    /// A picture is what it was for a day, whatever its server says.
    private static final Duration KEPT = Duration.ofDays(1);

    /// What is not there may come, and a server that is down is asked no more often than this.
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofMinutes(5);

    /// What a failure weighs in memory, as bytes on disk.
    private static final int FAILURE = 4_096;

    /// Enough to tell what it is.
    private static final int BEGINNING = 1_024;

    private static final int BUFFER = 16 << 10;
    private static final int FIRST_REDIRECT = 300;
    private static final int LAST_REDIRECT = 399;
    private static final Logger LOG = LoggerFactory.getLogger(ImageFetcher.class);

    private final Outgoing outgoing;
    private final String userAgent;
    private final Executor executor;
    private final Path folder;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final AsyncCache<String, Fetched> fetched;

    /// @param folder   where pictures are kept; those of an earlier time are removed
    /// @param contact  where a webmaster finds out who asks
    /// @param executor for what blocks
    /// @throws IOException where the folder cannot be used
    public ImageFetcher(AddressGuard guard, Path folder, String contact, Executor executor) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.userAgent = "Orrery/0.1 (pictures for readers; +%s)".formatted(contact);
        this.executor = executor;
        outgoing = new Outgoing(EXCHANGE, guard);
        fetched = Caffeine.newBuilder()
                .executor(executor)
                .maximumWeight(MOST_KEPT_BYTES)
                .<String, Fetched>weigher(
                        (_, what) -> what instanceof Fetched.Picture picture ? FAILURE + picture.size() : FAILURE)
                .expireAfter(Expiry.<String, Fetched>creating((_, what) -> lasts(what)))
                .removalListener((@Nullable String _, @Nullable Fetched what, RemovalCause _) -> remove(what))
                .buildAsync();
        empty();
    }

    /// Completes without an exception, whatever the other side does.
    CompletableFuture<Fetched> get(String address) {
        return fetched.get(address, (wanted, _) -> CompletableFuture.supplyAsync(() -> fetch(wanted), executor));
    }

    /// The file has gone: the next time it is fetched again.
    void forget(String address) {
        fetched.synchronous().invalidate(address);
    }

    private static Duration lasts(Fetched what) {
        return switch (what) {
            case Fetched.Picture _ -> KEPT;
            case Fetched.Refused _ -> UNTIL_TRIED_AGAIN;
            case Fetched.Busy _ -> Duration.ZERO;
        };
    }

    private Fetched fetch(String address) {
        boolean mine = false;
        try {
            mine = free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return mine ? follow(address) : new Fetched.Busy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Fetched.Busy();
        } catch (IOException e) {
            return new Fetched.Refused("The picture's server could not be asked: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The picture at {} could not be fetched.", address, e);
            return new Fetched.Refused("The picture could not be fetched.");
        } finally {
            if (mine) {
                free.release();
            }
        }
    }

    private Fetched follow(String address) throws IOException {
        var next = HttpUrl.parse(address);
        for (int redirects = 0; next != null && redirects <= MOST_REDIRECTS; redirects++) {
            var request = new Request.Builder()
                    .url(next)
                    .header("User-Agent", userAgent)
                    .header("Accept", "image/avif,image/webp,image/*;q=0.9")
                    .build();
            try (var response = outgoing.send(request)) {
                var location = response.header("Location");
                if (location == null || response.code() < FIRST_REDIRECT || response.code() > LAST_REDIRECT) {
                    return picture(response);
                }
                next = next.resolve(location);
            }
        }
        return new Fetched.Refused(
                next == null
                        ? "The picture's address is none of the web's."
                        : "The picture's server sends on and on, more than %d times.".formatted(MOST_REDIRECTS));
    }

    private Fetched picture(Response response) throws IOException {
        if (!response.isSuccessful()) {
            return new Fetched.Refused("The picture's server answers %d.".formatted(response.code()));
        }
        if (response.body().contentLength() > MOST_BYTES) {
            return tooLarge();
        }
        var file = Files.createTempFile(folder, "picture", "");
        Fetched what = tooLarge();
        try {
            what = kept(
                    response.body().byteStream(),
                    Objects.requireNonNullElse(response.header("Content-Type"), ""),
                    file);
        } finally {
            if (!(what instanceof Fetched.Picture)) {
                Files.deleteIfExists(file);
            }
        }
        return what;
    }

    private static Fetched kept(InputStream in, String said, Path file) throws IOException {
        var beginning = in.readNBytes(BEGINNING);
        var type = PictureType.of(beginning, said);
        if (type == null) {
            return new Fetched.Refused("What is there is no picture.");
        }
        var hash = Ids.sha256();
        hash.update(beginning);
        int size = beginning.length;
        try (var out = Files.newOutputStream(file)) {
            out.write(beginning);
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > MOST_BYTES) {
                    return tooLarge();
                }
                out.write(buffer, 0, read);
                hash.update(buffer, 0, read);
            }
        }
        var etag = HexFormat.of().formatHex(Arrays.copyOf(hash.digest(), 16));
        return new Fetched.Picture(type, file, size, "\"" + etag + "\"");
    }

    private static Fetched tooLarge() {
        return new Fetched.Refused("The picture has more than %d MiB.".formatted(MOST_BYTES >> 20));
    }

    private static void remove(@Nullable Fetched what) {
        if (what instanceof Fetched.Picture picture) {
            try {
                Files.deleteIfExists(picture.file());
            } catch (IOException e) {
                LOG.warn("A picture that is no longer kept cannot be deleted: {}", e.getMessage());
            }
        }
    }

    private void empty() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "picture*")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        outgoing.close();
    }
}
