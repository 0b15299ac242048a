package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Directory.Listing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What robots may read and where they find a list of it (RFC 9309, sitemaps.org): everything but searches, of which
/// there is no end.
final class Robots {
    /// More lines than robots care to read would help none of the planets.
    private static final int MOST = 1_000;

    private Robots() {}

    /// @param host that is asked, without port
    static Rendering of(String host, Directory directory) {
        var own = directory.host(host);
        var planets = own == null
                ? directory.all().stream()
                        .filter(planet -> planet.hosts().isEmpty())
                        .limit(MOST)
                : Stream.of(own);
        var maps = planets.map(Robots::sitemap).collect(Collectors.joining());
        var text = "User-agent: *\nDisallow: /search\nDisallow: /*/search\n" + maps;
        return Rendering.of("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static String sitemap(Listing planet) {
        return "Sitemap: " + planet.home() + Format.SITEMAP.file() + "\n";
    }
}
