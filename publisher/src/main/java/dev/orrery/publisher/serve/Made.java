package dev.orrery.publisher.serve;

import org.jspecify.annotations.Nullable;

/// What there is at an address.
public sealed interface Made {
    /// @param settled whether it will hardly ever change: whoever keeps it may keep it for long
    /// @param links   for HTTP's `Link` (RFC 8288); null where there are none
    record There(
            Rendering rendering, boolean settled, @Nullable String links) implements Made {
        public There(Rendering rendering) {
            this(rendering, false, null);
        }

        There with(Rendering other) {
            return new There(other, settled, links);
        }
    }

    /// @param to below the planet's address
    record Moved(String to) implements Made {}

    /// It was there and was taken back (RFC 9110 section 15.5.11).
    record Gone() implements Made {}

    record Missing() implements Made {}
}
