package dev.orrery.publisher.hub;

import dev.orrery.publisher.library.View;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Wanted;
import org.jspecify.annotations.Nullable;

/// Which hub our feeds name.
public sealed interface HubAddress {
    /// Below the site's public address.
    String PATH = "hub";

    /// The publishers themselves.
    record Own(String url) implements HubAddress {}

    /// Somebody else's, whom we tell that there are news.
    record Others(String url) implements HubAddress {}

    /// None: readers poll.
    record None() implements HubAddress {}

    /// @param setting   `own`, `none`, or the address of another's
    /// @param publicUrl of the site
    /// @throws IllegalArgumentException if it is none of these
    static HubAddress of(String setting, String publicUrl) {
        return switch (setting) {
            case "own" -> new Own(Web.folder(publicUrl) + PATH);
            case "none" -> new None();
            default -> {
                if (Web.address(setting) == null) {
                    throw new IllegalArgumentException(
                            "orrery.hub is “%s”; it has to be own, none or the address of a hub".formatted(setting));
                }
                yield new Others(setting);
            }
        };
    }

    /// The hub that tells of news in this document; null where nobody does: nothing new comes into older pages. Of
    /// another's hub we ask only what the planet itself needs.
    default @Nullable String of(Wanted wanted) {
        return switch (this) {
            case Own(var url) -> isTold(wanted) ? url : null;
            case Others(var url) -> isTold(wanted) && wanted.view() instanceof View.Latest ? url : null;
            case None() -> null;
        };
    }

    /// A document's `Link` (RFC 8288): itself, and the hub (WebSub section 4).
    static String links(String self, @Nullable String hub) {
        var link = "<%s>; rel=\"self\"".formatted(self);
        return hub == null ? link : link + ", <%s>; rel=\"hub\"".formatted(hub);
    }

    /// Whether news come into such a document.
    static boolean isTold(Wanted wanted) {
        boolean form =
                switch (wanted.format()) {
                    case PAGE, ATOM, RSS, RDF, JSON -> true;
                    case TITLES,
                            OPML,
                            FOAF,
                            TAGS,
                            ARCHIVE,
                            HEALTH,
                            SITEMAP,
                            MANIFEST,
                            WHY,
                            SEARCH,
                            SEARCH_FEED,
                            OPENSEARCH,
                            LIVE -> false;
                };
        boolean view =
                switch (wanted.view()) {
                    case View.Latest _, View.Tagged _, View.By _, View.From _, View.In _ -> true;
                    case View.On _, View.Single _ -> false;
                };
        return form && view && wanted.page() == 1;
    }
}
