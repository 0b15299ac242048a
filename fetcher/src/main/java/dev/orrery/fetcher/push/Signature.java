package dev.orrery.fetcher.push;

import dev.orrery.events.Hmac;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks `X-Hub-Signature` (WebSub section 7.1): `method=hex`, an HMAC of the body's bytes under the secret that
/// the hub got when we subscribed.
///
/// @param secrets any of them may have been used; none means that the hub never got one
record Signature(List<String> secrets) {
    private static final Map<String, String> STRONG =
            Map.of("sha256", Hmac.SHA_256, "sha384", "HmacSHA384", "sha512", "HmacSHA512");

    Signature {
        secrets = List.copyOf(secrets);
    }

    /// How far a delivery can be trusted.
    enum Trust {
        /// Signed with SHA-256 or better: its content is the hub's.
        CONTENT,
        /// Signed with SHA-1, as many hubs still do, or unsigned by a hub that was never given a secret. That it
        /// came is reason enough to ask the feed's own server; its content is not taken.
        CALL,
        /// Not signed although there is a secret, or wrongly, or in a way that nobody knows.
        NONE
    }

    Trust of(@Nullable String header, byte[] body) {
        if (secrets.isEmpty()) {
            return Trust.CALL;
        }
        int equals = header == null ? -1 : header.indexOf('=');
        if (header == null || equals < 0) {
            return Trust.NONE;
        }
        var method = header.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        var given = bytes(header.substring(equals + 1).strip());
        var strong = STRONG.get(method);
        if (strong != null) {
            return matches(strong, given, body) ? Trust.CONTENT : Trust.NONE;
        }
        return method.equals("sha1") && matches("HmacSHA1", given, body) ? Trust.CALL : Trust.NONE;
    }

    private boolean matches(String algorithm, byte[] given, byte[] body) {
        boolean matches = false;
        for (var secret : secrets) {
            // Takes as long whatever the bytes are, and whichever secret it was.
            matches |= MessageDigest.isEqual(Hmac.of(algorithm, secret, body), given);
        }
        return matches;
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
