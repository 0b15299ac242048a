package dev.orrery.enricher.sanitize;

import java.util.Arrays;

/// Tells quickly of most addresses that [Addresses] would write them just as they are.
final class PlainAddress {
    private static final boolean[] LEGAL = new boolean[128];
    private static final boolean[] HOST = new boolean[128];

    static {
        Arrays.fill(LEGAL, 'a', 'z' + 1, true);
        Arrays.fill(LEGAL, 'A', 'Z' + 1, true);
        Arrays.fill(LEGAL, '0', '9' + 1, true);
        Addresses.LEGAL.chars().forEach(c -> LEGAL[c] = true);
        Arrays.fill(HOST, 'a', 'z' + 1, true);
        Arrays.fill(HOST, '0', '9' + 1, true);
        HOST['.'] = true;
        HOST['-'] = true;
    }

    private PlainAddress() {}

    /// Whether it is absolute and in its plainest form; false where that takes a closer look.
    static boolean is(String address) {
        int host = address.startsWith("https://") ? 8 : address.startsWith("http://") ? 7 : -1;
        if (host < 0 || address.length() > Addresses.MAX_LENGTH) {
            return false;
        }
        int at = host;
        while (at < address.length() && address.charAt(at) < 128 && HOST[address.charAt(at)]) {
            at++;
        }
        // `http` is no host but a scheme written twice.
        boolean isHost = at > host && address.indexOf('.', host) < at && address.indexOf('.', host) > host;
        return isHost && (at == address.length() || "/?#".indexOf(address.charAt(at)) >= 0) && isRest(address, at);
    }

    /// Whether there is nothing to be escaped in a part of an address, or in all of one without a fragment.
    static boolean isEncoded(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c >= 128 || !LEGAL[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRest(String address, int from) {
        boolean fragment = false;
        for (int i = from; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '#' && !fragment) {
                fragment = true;
            } else if (c == '%' && isEscape(address, i)) {
                i += 2;
            } else if (c >= 128 || !LEGAL[c] || (c == '.' && address.charAt(i - 1) == '/')) {
                return false;
            }
        }
        return true;
    }

    static boolean isEscape(String part, int at) {
        return at + 2 < part.length()
                && Character.digit(part.charAt(at + 1), 16) >= 0
                && Character.digit(part.charAt(at + 2), 16) >= 0;
    }
}
