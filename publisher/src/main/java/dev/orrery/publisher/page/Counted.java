package dev.orrery.publisher.page;

import dev.orrery.publisher.library.Tally;

/// Something with how many posts there are of it.
///
/// @param count as a number
/// @param posts in words, for those who do not see where the number stands
/// @param last  when the newest was published, in words
record Counted(String name, String href, String count, String posts, String last) {
    static Counted of(String name, String href, Tally tally, Setting setting) {
        return new Counted(
                name,
                href,
                setting.words().say("number", tally.posts()),
                setting.words().say("posts", tally.posts()),
                setting.almanac().shortDate(tally.newest()));
    }
}
