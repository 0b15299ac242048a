package dev.orrery.publisher.image;

import dev.orrery.events.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The secret that all publishers of a site share, and the addresses it makes: `/image/{signature}/{address}`, both in
/// base64url.
public final class ImageKey {
    /// What comes before every such address.
    public static final String FOLDER = "/image/";

    private static final int LEAST_CHARACTERS = 16;
    private static final int SIGNATURE_BYTES = 16;
    private static final Pattern SHAPE = Pattern.compile(FOLDER + "[A-Za-z0-9_-]{22}/[A-Za-z0-9_-]+");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final String secret;

    /// @throws IllegalArgumentException if it is so short that it could be guessed; the message says what to do
    public ImageKey(String secret) {
        this.secret = secret.strip();
        if (this.secret.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "ORRERY_IMAGE_KEY has %d characters, and %d are needed: whoever guesses it can load anything through this site. Make one by: openssl rand -hex 24"
                            .formatted(this.secret.length(), LEAST_CHARACTERS));
        }
    }

    /// Where the picture is to be had from us.
    String path(String address) {
        var bytes = address.getBytes(StandardCharsets.UTF_8);
        return FOLDER + ENCODER.encodeToString(signature(bytes)) + "/" + ENCODER.encodeToString(bytes);
    }

    /// Whether a path looks like one of ours, signed by whomever; a planet may be called `image`.
    static boolean isLike(String path) {
        return SHAPE.matcher(path).matches();
    }

    /// The address that a path of ours stands for; null for one that is none.
    @Nullable
    String address(String path) {
        if (!isLike(path)) {
            return null;
        }
        var parts = path.substring(FOLDER.length()).split("/", 2);
        try {
            var address = DECODER.decode(parts[1]);
            return MessageDigest.isEqual(signature(address), DECODER.decode(parts[0]))
                    ? new String(address, StandardCharsets.UTF_8)
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private byte[] signature(byte[] address) {
        return Arrays.copyOf(Hmac.of(Hmac.SHA_256, secret, address), SIGNATURE_BYTES);
    }
}
