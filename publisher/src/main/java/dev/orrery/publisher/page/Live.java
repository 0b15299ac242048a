package dev.orrery.publisher.page;

import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the script of a page is told, so that it can keep the page up to date.
///
/// @param script  its address
/// @param address where it hears of changes, seen from the page
/// @param version of the [dev.orrery.publisher.library.Stand] that the page shows
/// @param news    “3 new posts” for a number of each plural form that a language may have, see [#EXAMPLES]
/// @param gone    what is said of a post that was taken back before the reader's eyes
record Live(String script, String address, String version, String news, String gone) {
    /// One number of each CLDR plural category: one, two, few, many, other. The script finds a number's category, and
    /// puts the number in the example's place.
    private static final int[] EXAMPLES = {1, 2, 3, 11, 100};

    private static final String BETWEEN = "|";

    /// Null for older pages: they stay as they are.
    static @Nullable Live of(Edition edition, Words words, Themes themes) {
        var scope = edition.scope();
        if (scope.page() != 1) {
            return null;
        }
        var self = Address.of(new Wanted(scope.view(), 1, Format.PAGE));
        var live = Address.of(new Wanted(scope.view(), 1, Format.LIVE));
        return new Live(
                themes.get(edition.planet().theme()).url("live.js"),
                Address.up(self) + live,
                edition.stand().version(),
                IntStream.of(EXAMPLES)
                        .mapToObj(number -> words.say("news", number))
                        .collect(Collectors.joining(BETWEEN)),
                words.say("noLongerHere"));
    }
}
