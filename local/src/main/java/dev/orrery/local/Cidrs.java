package dev.orrery.local;

import java.util.regex.Pattern;

/// Checks what `--allow` was given before anything starts.
final class Cidrs {
    private static final Pattern CIDR =
            Pattern.compile("(?<address>[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/(?<bits>\\d{1,3})");

    private Cidrs() {}

    static void require(String range) throws UserTrouble {
        var match = CIDR.matcher(range);
        if (!match.matches() || Integer.parseInt(match.group("bits")) > (range.contains(":") ? 128 : 32)) {
            throw new UserTrouble(
                    "--allow %s is not a range of addresses: write it like 10.1.0.0/16 or fd00::/8.".formatted(range));
        }
    }
}
