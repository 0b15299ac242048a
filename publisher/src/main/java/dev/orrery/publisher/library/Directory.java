package dev.orrery.publisher.library;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All planets, as far as one needs to know them to find the one that is asked for.
public final class Directory {
    private final Map<String, Listing> bySlug = new HashMap<>();
    private final Map<String, Listing> byHost = new HashMap<>();
    private final List<Listing> all;

    public Directory(Collection<Listing> listings) {
        // By slug: which of two planets that claim one host gets it must not depend on the order of reading.
        all = listings.stream().sorted((a, b) -> a.slug().compareTo(b.slug())).toList();
        for (var listing : all) {
            bySlug.put(listing.slug(), listing);
            for (var host : listing.hosts()) {
                byHost.putIfAbsent(host.toLowerCase(Locale.ROOT), listing);
            }
        }
    }

    /// A planet in the directory.
    ///
    /// @param home   its address, with a slash at its end
    /// @param locale a BCP 47 tag
    public record Listing(
            String slug, String title, @Nullable String tagline, String home, List<String> hosts, String locale) {}

    public List<Listing> all() {
        return all;
    }

    public @Nullable Listing planet(String slug) {
        return bySlug.get(slug);
    }

    /// The planet that answers at `/` under this host.
    ///
    /// @param host without port, in any case
    public @Nullable Listing host(String host) {
        return byHost.get(host.toLowerCase(Locale.ROOT));
    }
}
