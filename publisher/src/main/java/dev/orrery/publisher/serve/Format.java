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
    /// Of one post: why it is shown or not. Of the planet: the question for one, and its answer.
    WHY("why", Format.HTML, Reach.PLANET_OR_POST),
    SEARCH("search", Format.HTML, Reach.PLANET),
    SEARCH_FEED("search.xml", "application/atom+xml; charset=utf-8", Reach.PLANET),
    OPENSEARCH("opensearch.xml", "application/opensearchdescription+xml; charset=utf-8", Reach.PLANET),

    /// What changes while a page is open (server-sent events): no document, and not kept.
    LIVE("live", "text/event-stream", Reach.EVERY_VIEW);

    private static final String HTML = "text/html; charset=utf-8";

    private final String file;
    private final String type;
    private final Reach reach;

    private enum Reach {
        EVERY_VIEW,
        PLANET,
        PLANET_OR_POST
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
            case OPML, FOAF, TAGS, ARCHIVE, HEALTH, SITEMAP, MANIFEST, WHY, SEARCH, SEARCH_FEED, OPENSEARCH, LIVE ->
                false;
        };
    }

    /// Whether what is answered depends on what stands after the `?`, so that nobody can keep all answers.
    boolean isAsked() {
        return this == SEARCH || this == SEARCH_FEED;
    }

    boolean isOf(View view) {
        return switch (reach) {
            case EVERY_VIEW -> true;
            case PLANET -> view instanceof View.Latest;
            case PLANET_OR_POST -> view instanceof View.Latest || view instanceof View.Single;
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
