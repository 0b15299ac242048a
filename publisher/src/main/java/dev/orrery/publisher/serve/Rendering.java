package dev.orrery.publisher.serve;

import dev.orrery.events.Ids;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A page, feed or asset as bytes to send. Kept compressed: that is what nearly all readers ask for, and a fifth of the
/// memory.
public final class Rendering {
    private static final int HASH_CHARACTERS = 32;

    private final String type;
    private final byte[] gzip;
    private final String hash;
    private final Optional<Instant> lastModified;

    private Rendering(String type, byte[] gzip, String hash, Optional<Instant> lastModified) {
        this.type = type;
        this.gzip = gzip;
        this.hash = hash;
        this.lastModified = lastModified;
    }

    /// The media type with its charset.
    public String type() {
        return type;
    }

    /// Not to be changed.
    byte[] gzip() {
        return gzip;
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
                compressed(content),
                Ids.contentHash(content).substring(0, HASH_CHARACTERS),
                lastModified.map(Rendering::toTheSecond));
    }

    /// The same with another date.
    Rendering modified(Instant at) {
        return new Rendering(type, gzip, hash, Optional.of(toTheSecond(at)));
    }

    /// The bytes before compression.
    public byte[] identity() {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A strong validator (RFC 9110 section 8.8.3); each encoding has its own.
    String etag(boolean compressed) {
        return "\"" + hash + (compressed ? "-gz\"" : "\"");
    }

    private static byte[] compressed(byte[] content) {
        var out = new ByteArrayOutputStream(content.length / 3 + 64);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Instant toTheSecond(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }
}
