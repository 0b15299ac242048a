package dev.orrery.publisher.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Planet;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Rendering;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a browser needs to keep a planet on a home screen (W3C Web Application Manifest).
public final class Manifest implements Maker {
    /// The paper of the modern theme, which is what is seen before a page is there.
    private static final String PAPER = "#fbfaf7";

    private final Themes themes;

    public Manifest(Themes themes) {
        this.themes = themes;
    }

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        return library.planet(slug, carried)
                .<Made>map(planet ->
                        new Made.There(Rendering.of(wanted.format().type(), render(planet), Optional.empty())))
                .orElseGet(Made.Missing::new);
    }

    byte[] render(Planet planet) {
        var locale = Languages.locale(planet.locale());
        var manifest = JsonNodeFactory.instance
                .objectNode()
                .put("name", planet.title())
                .put("description", planet.tagline())
                .put("lang", locale.toLanguageTag())
                .put("dir", Languages.direction(locale))
                .put("start_url", "./")
                .put("scope", "./")
                .put("display", "minimal-ui")
                .put("background_color", PAPER)
                .put("theme_color", PAPER);
        if (planet.tagline() == null) {
            manifest.remove("description");
        }
        manifest.putArray("icons")
                .addObject()
                .put("src", themes.get(planet.theme()).url("icon.svg"))
                .put("sizes", "any")
                .put("type", "image/svg+xml");
        try {
            return EventCodec.json().writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
