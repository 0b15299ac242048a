package dev.orrery.publisher.page;

import dev.orrery.events.Planet;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.theme.Themes;
import org.jspecify.annotations.Nullable;

/// What stands around the content of every page of a planet: head, masthead and its links.
///
/// @param lang  a BCP 47 tag
/// @param dir   `ltr` or `rtl`
/// @param title the planet's
/// @param home  the planet's address, absolute
/// @param self  the page's address below `home`
/// @param up    from the page to the planet's: relative, as a planet is served below a folder and on a host of its own
/// @param here  which link of the masthead the page is: `latest`, `titles`, `tags`, `archive`, `health`; else something
///              that none of them is
/// @param theme the theme's name
/// @param style address of the style sheet
/// @param icon  address of the icon
record Frame(
        Words words,
        String lang,
        String dir,
        String title,
        @Nullable String tagline,
        String home,
        String self,
        String up,
        String here,
        String theme,
        String style,
        String icon) {

    /// @param self the page's address below the planet's, see [Address]
    static Frame of(Planet planet, String home, String self, String here, Themes themes) {
        var theme = themes.get(planet.theme());
        var locale = Languages.locale(planet.locale());
        return new Frame(
                Words.in(locale),
                locale.toLanguageTag(),
                Languages.direction(locale),
                planet.title(),
                planet.tagline(),
                home,
                self,
                Address.up(self),
                here,
                theme.name(),
                theme.url("planet.css"),
                theme.url("icon.svg"));
    }
}
