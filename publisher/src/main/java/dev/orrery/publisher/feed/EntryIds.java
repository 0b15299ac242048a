package dev.orrery.publisher.feed;

import dev.orrery.publisher.library.Post;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who an entry is to those who read our feeds. Feed readers show an id once, for ever.
///
/// It is the entry's own address; where an entry has none, or shares it with another (some feeds point all their
/// entries at one page), a name of ours.
final class EntryIds {
    private final Set<String> shared = new HashSet<>();

    EntryIds(List<Post> posts) {
        var seen = new HashSet<String>();
        for (var post : posts) {
            var link = post.link();
            if (link != null && !seen.add(link)) {
                shared.add(link);
            }
        }
    }

    String of(Post post) {
        var address = address(post);
        return address == null ? "urn:orrery:" + post.entry().entryId() : address;
    }

    boolean isAddress(Post post) {
        return address(post) != null;
    }

    private @Nullable String address(Post post) {
        var link = post.link();
        return link == null || shared.contains(link) ? null : link;
    }
}
