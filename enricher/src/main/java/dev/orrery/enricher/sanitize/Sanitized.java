package dev.orrery.enricher.sanitize;

import dev.orrery.events.Entry;
import java.util.List;

/// What the sanitizer made of a piece of markup.
///
/// @param html    a balanced fragment, safe to put into a page
/// @param text    its words
/// @param prose   its first words without code, tables and captions: what a summary can be made of
/// @param words   how many there are; each Han, Hiragana or Katakana character counts as one
/// @param images  its pictures in order
/// @param removed what was taken out, most frequent first
public record Sanitized(
        String html, String text, String prose, int words, List<Entry.Image> images, List<Entry.Removed> removed) {
    public Sanitized {
        images = List.copyOf(images);
        removed = List.copyOf(removed);
    }

    /// One line, made when asked for: most entries are never asked, and texts are long.
    @Override
    public String text() {
        return Texts.line(text);
    }

    Sanitized withRemoved(List<Entry.Removed> other) {
        return new Sanitized(html, text, prose, words, images, other);
    }
}
