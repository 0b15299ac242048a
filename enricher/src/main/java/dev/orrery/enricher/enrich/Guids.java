package dev.orrery.enricher.enrich;

import dev.orrery.events.RawEntry.Key;
import dev.orrery.events.RawEntry.Key.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Guids that name a post in the whole world, not in its feed alone: addresses, tag URIs (RFC 4151), URNs. Others
// (`1234`,
/// `post-17`) may mean anything elsewhere.
final class Guids {
    private static final int LONGEST = 1_000;
    private static final Pattern UNIQUE = Pattern.compile("(?i)(?:https?://|tag:|urn:)[!-~]+");

    private Guids() {}

    /// @param key what the entry was first known by: it stays when the feed changes its guids
    /// @return null where it was no such guid
    static @Nullable String unique(Key key) {
        var value = key.value();
        boolean unique = key.kind() == Kind.GUID
                && value.length() <= LONGEST
                && UNIQUE.matcher(value).matches();
        return unique ? value : null;
    }
}
