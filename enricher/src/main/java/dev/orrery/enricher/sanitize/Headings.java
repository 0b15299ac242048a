package dev.orrery.enricher.sanitize;

import java.util.ArrayList;
import java.util.List;

/// Puts the headings of a text under the entry's own, which is an `h4`: its highest level becomes `h5`, all others
/// `h6`.
///
/// Which level is the highest is known at the end, so the digits are written last.
final class Headings {
    private record Tag(int level, int position) {}

    private static final int HIGHEST = 6;

    private final List<Tag> tags = new ArrayList<>();
    private final List<Integer> open = new ArrayList<>();
    private int top = HIGHEST;

    /// @param position of the digit in the start tag
    void opened(int level, int position) {
        tags.add(new Tag(level, position));
        open.add(level);
        top = Math.min(top, level);
    }

    /// @param position of the digit in the end tag
    void closed(int position) {
        tags.add(new Tag(open.removeLast(), position));
    }

    void settle(Output out) {
        for (var tag : tags) {
            out.set(tag.position(), tag.level() == top ? '5' : '6');
        }
    }
}
