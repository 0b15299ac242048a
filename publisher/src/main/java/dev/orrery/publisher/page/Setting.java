package dev.orrery.publisher.page;

import dev.orrery.events.Planet;
import dev.orrery.publisher.serve.Format;
import java.util.Set;

/// What all parts of one page share.
///
/// @param links   from this page to others
/// @param offered the formats that there are
record Setting(Words words, Almanac almanac, Links links, Set<Format> offered) {
    /// @param self the page's address below the planet's
    static Setting of(Planet planet, String self, Set<Format> offered) {
        var locale = Languages.locale(planet.locale());
        return new Setting(
                Words.in(locale), Almanac.of(planet.timezone(), locale), Links.from(self), Set.copyOf(offered));
    }
}
