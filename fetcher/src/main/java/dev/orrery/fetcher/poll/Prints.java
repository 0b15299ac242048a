package dev.orrery.fetcher.poll;

import dev.orrery.events.Ids;
import dev.orrery.fetcher.parse.ParsedFeed;
import java.nio.charset.StandardCharsets;

/// What a document is recognised by.
///
/// @param body    hash of its bytes
/// @param entries hash of its title and of what its entries are known by, whether that says http or https. Two
///                addresses that differ in this alone and have the same print are one feed. Empty where there are no
///                entries
record Prints(String body, String entries) {
    /// @param body hash of the bytes, see [#body]
    static Prints of(String body, ParsedFeed feed) {
        if (feed.entries().isEmpty()) {
            return new Prints(body, "");
        }
        var text = new StringBuilder().append(feed.title());
        for (var key : EntryKeys.of(feed.entries())) {
            text.append('\0').append(key.value().replaceFirst("^http://", "https://"));
        }
        return new Prints(body, Ids.contentHash(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static String body(byte[] body) {
        return Ids.contentHash(body);
    }
}
