package dev.orrery.fetcher.parse;

import dev.orrery.events.Enclosure;
import dev.orrery.events.RawEntry.Thumbnail;
import dev.orrery.fetcher.parse.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Media RSS, of which are kept: thumbnails, which are pictures that stand for the entry; and what can be listened to
/// or watched. Pictures are mostly in the text as well.
final class Media {
    private static final int MOST_PIXELS = 999_999;

    private Media() {}

    static List<Thumbnail> thumbnails(Element entry) {
        var elements = new ArrayList<>(entry.children("media:thumbnail"));
        for (var within : entry.children("media:group", "media:content")) {
            elements.addAll(within.children("media:thumbnail"));
        }
        return Fields.each(elements, element -> {
            var url = Fields.url(element.attribute("url"));
            return url == null ? null : new Thumbnail(url, size(element, "width"), size(element, "height"));
        });
    }

    static List<Enclosure> recordings(Element entry) {
        var elements = new ArrayList<>(entry.children("media:content"));
        entry.children("media:group").forEach(group -> elements.addAll(group.children("media:content")));
        return Fields.each(elements, element -> {
            var url = Fields.url(element.attribute("url"));
            var type = Fields.text(element.attribute("type"));
            boolean played = type != null && (type.startsWith("audio/") || type.startsWith("video/"));
            return url == null || !played
                    ? null
                    : new Enclosure(url, type, Fields.number(element.attribute("fileSize")));
        });
    }

    static @Nullable String podcastPicture(Element element) {
        for (var image : element.children("itunes:image", "itunes:link", "googleplay:image")) {
            var url = Fields.url(image.attribute("href"));
            url = url == null ? Fields.url(image.attribute("url")) : url;
            url = url == null ? Fields.url(image.textOf("url")) : url;
            if (url != null && (!image.name().equals("itunes:link") || "image".equals(image.attribute("rel")))) {
                return url;
            }
        }
        return null;
    }

    /// A picture that stands for a whole feed.
    static @Nullable String picture(Element channel) {
        for (var element : channel.children("media:thumbnail", "media:content")) {
            var type = element.attribute("type");
            var url = Fields.url(element.attribute("url"));
            if (url != null
                    && (element.name().equals("media:thumbnail") || (type != null && type.startsWith("image/")))) {
                return url;
            }
        }
        return null;
    }

    private static @Nullable Integer size(Element element, String name) {
        var pixels = Fields.number(element.attribute(name));
        return pixels == null || pixels > MOST_PIXELS ? null : pixels.intValue();
    }
}
