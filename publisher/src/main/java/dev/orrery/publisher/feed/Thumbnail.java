package dev.orrery.publisher.feed;

import dev.orrery.events.Entry;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// The picture that stands for a post, as Media RSS (rssboard.org/media-rss) has it.
final class Thumbnail {
    private Thumbnail() {}

    static void write(Xml xml, Entry.@Nullable Image image) throws XMLStreamException {
        if (image != null) {
            xml.empty(
                    "media:thumbnail",
                    "url",
                    image.url(),
                    "width",
                    number(image.width()),
                    "height",
                    number(image.height()));
        }
    }

    private static @Nullable String number(@Nullable Integer pixels) {
        return pixels == null ? null : pixels.toString();
    }
}
