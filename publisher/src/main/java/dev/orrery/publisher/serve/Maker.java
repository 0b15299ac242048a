package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Fate;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Register;
import dev.orrery.publisher.library.View;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Makes one format of a planet. A new format is a constant in [Format] and a maker beside the others.
@FunctionalInterface
public interface Maker {
    /// @param carried as in [Library#edition]
    Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried);

    /// Answers what a reader asks, where there is something to ask. What it makes is not kept.
    default Made answer(Library library, String slug, String asked) {
        return new Made.Missing();
    }

    /// Turns an edition into bytes.
    @FunctionalInterface
    interface Renderer {
        byte[] render(Edition edition);
    }

    /// What there is to make of an edition.
    static Maker of(Renderer renderer) {
        return (library, slug, wanted, carried) -> library.edition(slug, wanted.view(), wanted.page(), carried)
                .<Made>map(edition -> new Made.There(
                        Rendering.of(wanted.format().type(), renderer.render(edition), edition.modified())))
                .orElseGet(() -> otherwise(library, slug, wanted));
    }

    /// What there is to make of all that a planet has.
    static Maker ofRegister(Function<Register, byte[]> renderer) {
        return (library, slug, wanted, carried) -> library.register(slug, carried)
                .<Made>map(register -> new Made.There(
                        Rendering.of(wanted.format().type(), renderer.apply(register), register.newest())))
                .orElseGet(Made.Missing::new);
    }

    private static Made otherwise(Library library, String slug, Wanted wanted) {
        if (!(wanted.view() instanceof View.Single(var entryId))) {
            return new Made.Missing();
        }
        return switch (library.fate(slug, entryId)) {
            case Fate.Elsewhere(var other) ->
                new Made.Moved(Address.of(new Wanted(new View.Single(other), 1, wanted.format())));
            case Fate.Withdrawn() -> new Made.Gone();
            case Fate.Shown(), Fate.Hidden(), Fate.Unknown() -> new Made.Missing();
        };
    }
}
