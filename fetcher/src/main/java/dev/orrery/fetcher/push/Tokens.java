package dev.orrery.fetcher.push;

import java.security.SecureRandom;
import java.util.Base64;

/// What nobody can guess: 256 bits, in letters that an address may hold.
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Tokens() {}

    static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
