package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an entry says beyond what goes on to the planets.
///
/// @param language its own, where it has one
/// @param source   the feed it was taken over from
/// @param image    a picture that stands for it, beside its thumbnails
public record EntryDetails(
        @Nullable Text rights,
        List<Person> contributors,
        @Nullable String language,
        @Nullable Channel source,
        @Nullable String image,
        @Nullable Podcast podcast) {
    public EntryDetails {
        contributors = List.copyOf(contributors);
    }
}
