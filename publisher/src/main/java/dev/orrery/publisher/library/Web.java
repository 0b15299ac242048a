package dev.orrery.publisher.library;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Addresses that may be put into a page or feed as links: absolute ones, `http` or `https` only. Records come to us
/// clean; this is the second lock on the same door.
public final class Web {
    private Web() {}

    /// The address itself, or null if it is nothing to link to.
    public static @Nullable String address(@Nullable String address) {
        if (address == null) {
            return null;
        }
        var lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://") ? address : null;
    }

    /// The host of an address, as people read it; null if there is none.
    public static @Nullable String host(@Nullable String address) {
        if (address(address) == null) {
            return null;
        }
        try {
            return new URI(address).getHost();
        } catch (URISyntaxException _) {
            return null;
        }
    }

    /// With a slash at its end, so that other addresses resolve below it.
    public static String folder(String address) {
        return address.endsWith("/") ? address : address + "/";
    }
}
