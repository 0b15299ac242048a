package dev.orrery.publisher.hub;

import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Shelves;
import dev.orrery.publisher.serve.Wanted;
import java.util.List;
import java.util.Optional;

/// What can be subscribed to, from the shelves from which readers are served.
final class ShelfStand implements Newsstand {
    static final List<Format> FEEDS = List.of(Format.ATOM, Format.RSS, Format.RDF, Format.JSON);

    private final Library library;
    private final Shelves shelves;

    ShelfStand(Library library, Shelves shelves) {
        this.library = library;
        this.shelves = shelves;
    }

    @Override
    public Optional<Issue> now(String topic) {
        return library.planetAt(topic).flatMap(planet -> switch (Address.meaning(
                topic.substring(planet.home().length()))) {
            case Address.Meaning.Found(var wanted)
            when HubAddress.isTold(wanted) -> now(planet.slug(), planet.home(), wanted);
            case null, default -> Optional.empty();
        });
    }

    /// The planet's own feeds.
    List<Issue> main(String slug) {
        return library.homeOf(slug).stream()
                .flatMap(home -> FEEDS.stream().flatMap(format -> now(slug, home, Wanted.home(format)).stream()))
                .toList();
    }

    private Optional<Issue> now(String slug, String home, Wanted wanted) {
        if (!(shelves.get(slug, wanted).join() instanceof Made.There there)
                || there.rendering().links() == null) {
            return Optional.empty();
        }
        var rendering = there.rendering();
        return Optional.of(new Issue(
                slug,
                home + Address.of(wanted),
                rendering.type(),
                rendering.hash(),
                there.rendering().links(),
                rendering.content()));
    }
}
