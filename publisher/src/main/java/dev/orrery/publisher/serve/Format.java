package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.View;
import org.jspecify.annotations.Nullable;

/// A form in which a planet or one of its views is served, at the name that planets have traditionally given it.
public enum Format {
    PAGE("", Format.HTML, Reach.EVERY_VIEW),
    TITLES("titles", Format.HTML, Reach.EVERY_VIEW),
    ATOM("atom.xml", "application/atom+xml; charset=utf-8", Reach.EVERY_VIEW),
    RSS("rss20.xml", "application/rss+xml; charset=utf-8", Reach.EVERY_VIEW),
    RDF("rss10.xml", "application/rdf+xml; charset=utf-8", Reach.EVERY_VIEW),
    JSON("feed.json", "application/feed+json; charset=utf-8", Reach.EVERY_VIEW),
    OPML("opml.xml", "text/x-opml; charset=utf-8", Reach.PLANET),
    FOAF("foafroll.xml", "application/rdf+xml; charset=utf-8", Reach.PLANET),
    TAGS("tags", Format.HTML, Reach.PLANET),
    ARCHIVE("archive", Format.HTML, Reach.PLANET),
    HEALTH("health", Format.HTML, Reach.PLANET),
    SITEMAP("sitemap.xml", "application/xml; charset=utf-8", Reach.PLANET),
    MANIFEST("manifest.webmanifest", "application/manifest+json; charset=utf-8", Reach.PLANET),
    WHY("why", Format.HTML, Reach.ONE_POST);

    private static final String HTML = "text/html; charset=utf-8";

    private final String file;
    private final String type;
    private final Reach reach;

    private enum Reach {
        EVERY_VIEW,
        PLANET,
        ONE_POST
    }

    Format(String file, String type, Reach reach) {
        this.file = file;
        this.type = type;
        this.reach = reach;
    }

    /// Below the view's address.
    public String file() {
        return file;
    }

    public String type() {
        return type;
    }

    /// Whether there are older pages of it.
    boolean isPaged() {
        return switch (this) {
            case PAGE, TITLES, ATOM, RSS, RDF, JSON -> true;
            case OPML, FOAF, TAGS, ARCHIVE, HEALTH, SITEMAP, MANIFEST, WHY -> false;
        };
    }

    boolean isOf(View view) {
        return switch (reach) {
            case EVERY_VIEW -> true;
            case PLANET -> view instanceof View.Latest;
            case ONE_POST -> view instanceof View.Single;
        };
    }

    static @Nullable Format named(String file) {
        for (var format : values()) {
            if (format.file.equals(file)) {
                return format;
            }
        }
        return null;
    }
}
