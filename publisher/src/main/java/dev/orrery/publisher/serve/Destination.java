package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Directory.Listing;
import java.util.Set;

/// What an address means.
sealed interface Destination {
    Set<String> INDEX = Set.of("index.html", "index.htm");

    /// The list of planets.
    record Front() implements Destination {}

    /// Something of a planet.
    ///
    /// @param home its page, seen from where the reader is
    record Output(Listing planet, String home, Wanted wanted) implements Destination {}

    /// The same thing has one address only.
    record Moved(String to) implements Destination {}

    /// No such planet.
    record NoPlanet(String asked) implements Destination {}

    /// The planet has no such page.
    ///
    /// @param home its page, seen from where the reader is
    record NoPage(Listing planet, String home) implements Destination {}

    /// @param host without port
    /// @param path normalised, with its leading slash, percent-encoded where it has to be
    static Destination of(String host, String path, Directory directory) {
        int slash = path.indexOf('/', 1);
        var first = slash < 0 ? path.substring(1) : path.substring(1, slash);
        var planet = directory.planet(first);
        if (planet != null) {
            var home = "/" + planet.slug() + "/";
            return slash < 0 ? new Moved(home) : within(planet, home, path.substring(slash + 1));
        }
        var own = directory.host(host);
        if (own != null) {
            return within(own, "/", path.substring(1));
        }
        if (first.isEmpty() && path.equals("/")) {
            return new Front();
        }
        return INDEX.contains(path.substring(1)) ? new Moved("/") : new NoPlanet(first);
    }

    private static Destination within(Listing planet, String home, String file) {
        return switch (Address.meaning(file)) {
            case null -> new NoPage(planet, home);
            case Address.Meaning.Found(var wanted) -> new Output(planet, home, wanted);
            case Address.Meaning.Moved(var to) -> new Moved(home + to);
        };
    }
}
