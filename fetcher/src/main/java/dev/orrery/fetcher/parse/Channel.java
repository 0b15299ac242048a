package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a feed says of itself, in any format.
///
/// @param link      the site it belongs to, as given
/// @param published when what is in it was published, where it says so apart from `updated`
/// @param image     whatever picture stands for the feed, as given
/// @param logo      `atom:logo`
/// @param podcast   null where it says nothing of the kind
public record Channel(
        @Nullable String id,
        @Nullable Text title,
        @Nullable String link,
        @Nullable Text subtitle,
        @Nullable Text info,
        @Nullable Instant updated,
        @Nullable Instant published,
        @Nullable Text rights,
        List<Person> authors,
        List<Person> contributors,
        List<Category> categories,
        @Nullable String image,
        @Nullable String icon,
        @Nullable String logo,
        @Nullable String generator,
        @Nullable Podcast podcast) {
    public Channel {
        authors = List.copyOf(authors);
        contributors = List.copyOf(contributors);
        categories = List.copyOf(categories);
    }
}
