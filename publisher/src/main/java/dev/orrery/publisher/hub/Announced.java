package dev.orrery.publisher.hub;

import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Wanted;
import java.util.Set;
import java.util.function.Consumer;

/// Names a page's own address and its hub in HTTP's `Link`, where feeds have it in themselves.
public final class Announced implements Maker {
    private final Maker maker;
    private final HubAddress hub;

    public Announced(Maker maker, HubAddress hub) {
        this.maker = maker;
        this.hub = hub;
    }

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        var made = maker.make(library, slug, wanted, carried);
        if (!(made instanceof Made.There there)) {
            return made;
        }
        return library.homeOf(slug)
                .<Made>map(home -> new Made.There(
                        there.rendering().with(false, HubAddress.links(home + Address.of(wanted), hub.of(wanted)))))
                .orElse(made);
    }
}
