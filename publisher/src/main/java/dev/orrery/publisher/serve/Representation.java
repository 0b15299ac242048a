package dev.orrery.publisher.serve;

import dev.orrery.events.Ids;

/// A [Rendering] in one [Coding].
final class Representation {
    private static final int HASH_CHARACTERS = 32;

    private final Coding coding;
    private final byte[] bytes;
    private final String etag;

    Representation(Coding coding, byte[] bytes) {
        this(coding, bytes, etag(hash(bytes)));
    }

    Representation(Coding coding, byte[] bytes, String etag) {
        this.coding = coding;
        this.bytes = bytes;
        this.etag = etag;
    }

    Coding coding() {
        return coding;
    }

    /// Not to be changed.
    byte[] bytes() {
        return bytes;
    }

    /// A strong validator (RFC 9110 section 8.8.3): of these very bytes, so that parts of two answers that
    /// bear the same tag fit together, whoever sent them.
    String etag() {
        return etag;
    }

    static String hash(byte[] bytes) {
        return Ids.contentHash(bytes).substring(0, HASH_CHARACTERS);
    }

    static String etag(String hash) {
        return '"' + hash + '"';
    }
}
