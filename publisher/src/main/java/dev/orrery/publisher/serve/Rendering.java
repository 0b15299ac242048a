package dev.orrery.publisher.serve;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A page, feed or asset as bytes to send. Kept as gzip, which is what nearly all readers ask for and a
/// fifth of the memory; as Brotli too once somebody asked for that.
public final class Rendering {
    private static final Executor ASIDE = Thread::startVirtualThread;

    /// The object itself and what holds it, in bytes.
    private static final int OVERHEAD = 600;

    private final String type;
    private final String hash;
    private final Optional<Instant> lastModified;
    private final boolean settled;
    private final @Nullable String links;

    /// What is to be compressed; gone once it is.
    private volatile byte @Nullable [] content;

    private volatile @Nullable Representation gzip;
    private volatile @Nullable Representation brotli;

    /// Large and seldom asked for: here as long as somebody is being sent it.
    private volatile @Nullable WeakReference<Representation> plain;
    private volatile Runnable grown = () -> {};
    private @Nullable CompletableFuture<Representation> plainInTheMaking;
    private @Nullable CompletableFuture<Representation> brotliInTheMaking;

    private Rendering(
            String type,
            String hash,
            Optional<Instant> lastModified,
            boolean settled,
            @Nullable String links,
            byte @Nullable [] content,
            @Nullable Representation gzip) {
        this.type = type;
        this.hash = hash;
        this.lastModified = lastModified;
        this.settled = settled;
        this.links = links;
        this.content = content;
        this.gzip = gzip;
    }

    /// The media type with its charset.
    public String type() {
        return type;
    }

    /// Of the content: the same in every publisher.
    public String hash() {
        return hash;
    }

    /// To the second; empty where nothing is known.
    Optional<Instant> lastModified() {
        return lastModified;
    }

    public static Rendering of(String type, byte[] content, Optional<Instant> lastModified) {
        return new Rendering(
                type,
                Representation.hash(content),
                lastModified.map(Rendering::toTheSecond),
                false,
                null,
                content,
                null);
    }

    /// The same with more to say of it.
    ///
    /// @param hardlyChanges whether whoever keeps it may keep it for long
    /// @param related       for HTTP's `Link` (RFC 8288); null where there is nothing
    public Rendering with(boolean hardlyChanges, @Nullable String related) {
        return new Rendering(type, hash, lastModified, hardlyChanges, related, content, gzip);
    }

    boolean isSettled() {
        return settled;
    }

    public @Nullable String links() {
        return links;
    }

    /// The same with another date.
    Rendering modified(Instant at) {
        return new Rendering(type, hash, Optional.of(toTheSecond(at)), settled, links, content, gzip);
    }

    /// Compresses it, to be kept.
    ///
    /// @param whenGrown called when it has become larger than it was, because somebody asked for another coding
    Rendering packed(Runnable whenGrown) {
        gzip();
        grown = whenGrown;
        return this;
    }

    /// How much memory it holds at present, in bytes.
    int weight() {
        var raw = content;
        return OVERHEAD + size(gzip) + size(brotli) + (raw == null ? 0 : raw.length);
    }

    /// The tag of what [#get] would give, without making that; null where only making tells.
    @Nullable
    String etag(Coding coding) {
        return switch (coding) {
            case IDENTITY -> Representation.etag(hash);
            case GZIP -> tag(gzip);
            case BROTLI -> tag(brotli);
        };
    }

    /// The bytes before compression.
    public byte[] content() {
        var raw = content;
        return raw == null ? Compression.gunzip(gzip().bytes()) : raw;
    }

    /// In that coding, or in gzip where there is no encoder for it. What is not there yet is made on
    /// another thread, once for all who ask meanwhile.
    CompletableFuture<Representation> get(Coding coding) {
        var ready = ready(coding);
        return ready == null ? inTheMaking(coding) : CompletableFuture.completedFuture(ready);
    }

    private @Nullable Representation ready(Coding coding) {
        return switch (coding) {
            case IDENTITY -> {
                var last = plain;
                yield last == null ? null : last.get();
            }
            case GZIP -> gzip;
            case BROTLI -> brotli;
        };
    }

    private synchronized CompletableFuture<Representation> inTheMaking(Coding coding) {
        return switch (coding) {
            case GZIP -> CompletableFuture.supplyAsync(this::gzip, ASIDE);
            case IDENTITY -> {
                var made = plainInTheMaking;
                if (made == null) {
                    made = CompletableFuture.supplyAsync(this::identity, ASIDE);
                    plainInTheMaking = made;
                    var _ = made.whenComplete((_, _) -> forgetPlain());
                }
                yield made;
            }
            case BROTLI -> {
                var made = brotliInTheMaking;
                if (made == null) {
                    made = CompletableFuture.supplyAsync(this::brotli, ASIDE);
                    brotliInTheMaking = made;
                }
                yield made;
            }
        };
    }

    private synchronized void forgetPlain() {
        plainInTheMaking = null;
    }

    private synchronized Representation gzip() {
        var ready = gzip;
        var raw = content;
        if (ready == null && raw != null) {
            ready = new Representation(Coding.GZIP, Compression.gzip(raw));
            gzip = ready;
            content = null;
        }
        if (ready == null) {
            throw new IllegalStateException("there is nothing to compress");
        }
        return ready;
    }

    private Representation identity() {
        var made = new Representation(Coding.IDENTITY, content(), Representation.etag(hash));
        plain = new WeakReference<>(made);
        return made;
    }

    private Representation brotli() {
        var bytes = Compression.brotli(content());
        if (bytes == null) {
            return gzip();
        }
        var made = new Representation(Coding.BROTLI, bytes);
        brotli = made;
        grown.run();
        return made;
    }

    private static int size(@Nullable Representation representation) {
        return representation == null ? 0 : representation.bytes().length;
    }

    private static @Nullable String tag(@Nullable Representation representation) {
        return representation == null ? null : representation.etag();
    }

    private static Instant toTheSecond(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }
}
