package dev.orrery.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Readable, stable identities.
///
/// An id is a letter, a hyphen and 26 characters of base32 (RFC 4648 in lower case, without padding): the first 128
/// bits of a SHA-256. Parts are joined by a NUL, which none of them can hold.
public final class Ids {
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int BITS = 128;

    private Ids() {}

    /// @param address under which the feed was first added; the id survives moves
    public static String feedId(String address) {
        return "f-" + digest(address);
    }

    /// The kind is not part of it: a guid that is the entry's link, and the link itself, name the same entry.
    public static String entryId(String feedId, String key) {
        return "e-" + digest(feedId, key);
    }

    /// One subscriber's address subscribes to a topic once (WebSub section 5.1).
    public static String hubSubscriptionId(String callback, String topic) {
        return "s-" + digest(callback, topic);
    }

    /// A full SHA-256 in hexadecimal, for content hashes.
    public static String contentHash(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static String digest(String... parts) {
        var sha = sha256();
        var hash = sha.digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        return base32(Arrays.copyOf(hash, BITS / 8));
    }

    private static String base32(byte[] bytes) {
        var out = new StringBuilder((BITS + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) {
                out.append(BASE32[(buffer >> (bits - 5)) & 31]);
            }
        }
        return bits == 0
                ? out.toString()
                : out.append(BASE32[(buffer << (5 - bits)) & 31]).toString();
    }

    /// What makes a [#contentHash], for content that comes in pieces.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
