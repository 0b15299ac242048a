package dev.orrery.publisher.library;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Time zones by the names that planets give.
public final class Zones {
    private Zones() {}

    /// @param timezone an IANA name; UTC stands in for one that this Java does not know
    public static ZoneId of(String timezone) {
        try {
            return ZoneId.of(timezone);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }
}
