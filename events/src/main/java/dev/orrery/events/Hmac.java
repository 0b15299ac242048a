package dev.orrery.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures under a secret that both sides know (RFC 2104).
public final class Hmac {
    /// The usual algorithm.
    public static final String SHA_256 = "HmacSHA256";

    private Hmac() {}

    /// @param algorithm as the JDK calls it, one that every Java has
    public static byte[] of(String algorithm, String secret, byte[] content) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
