package dev.orrery.publisher.page;

import dev.orrery.events.Entry;
import dev.orrery.publisher.library.Web;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a page's head tells programs: search engines, previews, feed readers.
///
/// @param title       of the window
/// @param name        of what is shown, for previews
/// @param canonical   where it is at home, absolute
/// @param type        of Open Graph: `website`, `article`
/// @param picture     that stands for it
/// @param feeds       of what is shown
/// @param newer       the page of newer posts
/// @param older       the page of older posts
record Head(
        String title,
        String name,
        String description,
        String canonical,
        String type,
        @Nullable Picture picture,
        List<Feed> feeds,
        @Nullable String newer,
        @Nullable String older) {

    /// A list of posts or subscriptions for programs.
    record Feed(String href, String type, String name) {}

    record Picture(String url, @Nullable String alt) {
        static @Nullable Picture of(Entry entry) {
            var image = entry.leadImage();
            var url = image == null ? null : Web.address(image.url());
            return image == null || url == null ? null : new Picture(url, image.alt());
        }
    }
}
