package dev.orrery.publisher.feed;

import dev.orrery.publisher.library.Post;
import java.util.HashSet;
import java.util.List;

/// Who an entry is to those who read our feeds. Feed readers show an id once, for ever.
///
/// It is what the feed itself called the entry when it was first seen, where that means one post in the whole world:
/// who read the feed elsewhere, or another planet's, has seen it under that id. Else it is a name of ours. Neither
/// depends on anything but the entry, nor changes with its edits: a link, which does, is an id only where the entry's
/// feed had no other name for it ([dev.orrery.events.Entry#guid]).
final class EntryIds {
    private EntryIds() {}

    static String of(Post post) {
        var guid = post.entry().guid();
        return guid == null ? "urn:orrery:" + post.entry().entryId() : guid;
    }

    /// Without those whose id stands further up already: one id is one entry (RFC 4287 section 4.1.1), and what two
    /// feeds name the same is shown twice by a planet that wants duplicates.
    static List<Post> distinct(List<Post> posts) {
        var seen = new HashSet<String>();
        return posts.stream().filter(post -> seen.add(of(post))).toList();
    }
}
