package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.events.RawEntry;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names that mean one post in the whole world, not in its feed alone: addresses, tag URIs (RFC 4151), URNs. Others
/// (`1234`, `post-17`) may mean anything elsewhere.
final class Guids {
    private static final int LONGEST = 1_000;
    private static final Pattern UNIQUE = Pattern.compile("(?i)(?:https?://|tag:|urn:)[!-~]+");

    private Guids() {}

    /// A feed that gives its entries no guids, or the same one to all of them, names them by their links.
    ///
    /// @param key       what the entry was first known by: it stays when the feed changes its guids or links
    /// @param addresses what a link resolves against
    /// @return null where it was no such name
    static @Nullable String unique(RawEntry.Key key, Addresses addresses) {
        return switch (key.kind()) {
            case GUID -> named(key.value());
            case LINK -> {
                var asGiven = named(key.value());
                yield asGiven != null ? asGiven : named(addresses.web(key.value()));
            }
            case CONTENT -> null;
        };
    }

    private static @Nullable String named(@Nullable String value) {
        boolean unique = value != null
                && value.length() <= LONGEST
                && UNIQUE.matcher(value).matches();
        return unique ? value : null;
    }
}
