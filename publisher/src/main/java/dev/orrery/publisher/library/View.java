package dev.orrery.publisher.library;

import java.time.LocalDate;
import java.time.YearMonth;

/// Which of a planet's posts somebody looks at. Each view has a page, feeds of its own, and pages back to
/// its first post.
public sealed interface View {
    @SuppressWarnings("ClassInitializationDeadlock") // Records without state: nothing waits for anything.
    View LATEST = new Latest();

    /// What the planet shows.
    record Latest() implements View {}

    /// @param tag normalised, see [dev.orrery.events.Placement.PlacedTag#tag]
    record Tagged(String tag) implements View {}

    /// The posts of one author, whichever feed they came through.
    ///
    /// @param author their name as it stands in addresses, see [Names#inAddress]
    record By(String author) implements View {}

    /// @param subscription its id
    record From(String subscription) implements View {}

    /// A month in the planet's time zone.
    record In(YearMonth month) implements View {}

    /// What the planet showed at the end of a day in its time zone.
    record On(LocalDate day) implements View {}

    /// One post.
    record Single(String entryId) implements View {}

    /// Whether posts that other ones crowd out of the planet's page are here too: they are not lost, they stand where
    /// their author's, their day's or their tag's are looked up.
    default boolean isWhole() {
        return switch (this) {
            case Latest _, On _ -> false;
            case Tagged _, By _, From _, In _, Single _ -> true;
        };
    }
}
