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
///
/// @param type         with its charset
/// @param length       of the bytes before compression
/// @param hash         of the content: the same in every publisher
/// @param lastModified to the second; empty where nothing is known
public record Rendering(String type, byte[] gzip, int length, String hash, Optional<Instant> lastModified) {
    private static final int HASH_CHARACTERS = 32;

    public static Rendering of(String type, byte[] content, Optional<Instant> lastModified) {
        return new Rendering(
                type,
                compressed(content),
                content.length,
                Ids.contentHash(content).substring(0, HASH_CHARACTERS),
                lastModified.map(Rendering::toTheSecond));
    }

    /// The same with another date.
    Rendering modified(Instant at) {
        return new Rendering(type, gzip, length, hash, Optional.of(toTheSecond(at)));
    }

    /// The bytes before compression.
    byte[] identity() {
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
