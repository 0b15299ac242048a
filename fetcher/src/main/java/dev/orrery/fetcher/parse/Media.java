package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Thumbnail;
import java.util.ArrayList;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/// Media RSS, of which only the thumbnails are kept: pictures that stand for the entry.
final class Media {
    private static final Namespace MEDIA = Namespace.getNamespace("http://search.yahoo.com/mrss/");

    private Media() {}

    static List<Thumbnail> thumbnails(Element entry) {
        var elements = new ArrayList<>(entry.getChildren("thumbnail", MEDIA));
        for (var group : entry.getChildren("group", MEDIA)) {
            elements.addAll(group.getChildren("thumbnail", MEDIA));
        }
        for (var content : entry.getChildren("content", MEDIA)) {
            elements.addAll(content.getChildren("thumbnail", MEDIA));
        }
        return Fields.each(elements, element -> {
            var url = Fields.url(element.getAttributeValue("url"));
            return url == null ? null : new Thumbnail(url, size(element, "width"), size(element, "height"));
        });
    }

    private static @Nullable Integer size(Element element, String name) {
        var value = element.getAttributeValue(name);
        return value != null && value.matches("\\d{1,6}") ? Integer.valueOf(value) : null;
    }
}
