package dev.orrery.publisher.page;

import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Wanted;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What programs can follow, in the order in which it is offered to people.
final class Feeds {
    private static final Map<Format, String> OF_POSTS = new EnumMap<>(Map.of(
            Format.ATOM, "Atom",
            Format.RSS, "RSS 2.0",
            Format.RDF, "RSS 1.0",
            Format.JSON, "JSON"));
    private static final Map<Format, String> OF_SUBSCRIPTIONS =
            new EnumMap<>(Map.of(Format.OPML, "OPML", Format.FOAF, "FOAF"));

    private Feeds() {}

    /// The posts of a view.
    static List<Head.Feed> of(View view, Setting setting) {
        return list(OF_POSTS, view, setting);
    }

    /// The planet's subscriptions.
    static List<Head.Feed> subscriptions(Setting setting) {
        return list(OF_SUBSCRIPTIONS, View.LATEST, setting);
    }

    private static List<Head.Feed> list(Map<Format, String> names, View view, Setting setting) {
        return names.entrySet().stream()
                .filter(format -> setting.offered().contains(format.getKey()))
                .map(format -> new Head.Feed(
                        setting.links().to(new Wanted(view, 1, format.getKey())),
                        type(format.getKey()),
                        format.getValue()))
                .toList();
    }

    private static String type(Format format) {
        return format.type().replaceFirst(";.*", "");
    }
}
