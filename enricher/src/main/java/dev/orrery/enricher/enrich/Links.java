package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.TrackingParameters;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Document;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Where an entry is at home, and what its relative addresses resolve against.
///
/// @param link      the post on its author's own site
/// @param addresses for what is not in a text of its own: pictures, enclosures, authors' sites
public record Links(@Nullable String link, Addresses addresses, RawEntry raw) {

    static Links of(RawEntry raw, Source source) {
        var fromFeed = Addresses.against(feedBases(raw));
        var link = source.links().stream()
                .filter(each -> "alternate".equals(each.rel()))
                .sorted(Comparator.comparing(Links::isNoPage))
                .map(each -> fromFeed.web(each.href()))
                .filter(each -> each != null)
                .map(TrackingParameters::removedFrom)
                .findFirst()
                .orElseGet(() -> fromKey(raw, fromFeed));
        return new Links(link, against(raw, null, link), raw);
    }

    /// The addresses of one text: its own `xml:base`, then the entry's link, then the feed's.
    Addresses of(Text text) {
        return text.base() == null ? addresses : against(raw, text.base(), link);
    }

    @Nullable
    String canonical() {
        return link == null ? null : CanonicalLink.of(link);
    }

    private static Addresses against(RawEntry raw, @Nullable String base, @Nullable String link) {
        var feed = feedBases(raw);
        return Addresses.against(base, link, feed[0], feed[1], feed[2]).within(link);
    }

    private static @Nullable String[] feedBases(RawEntry raw) {
        Document document = raw.document();
        return document == null
                ? new @Nullable String[] {null, null, raw.feedUrl()}
                : new @Nullable String[] {document.base(), document.link(), raw.feedUrl()};
    }

    /// An entry can be known by its link alone, for example one found by its permanent guid.
    private static @Nullable String fromKey(RawEntry raw, Addresses addresses) {
        return switch (raw.key().kind()) {
            case LINK -> addresses.web(raw.key().value());
            case GUID, CONTENT -> null;
        };
    }

    private static boolean isNoPage(Link link) {
        return link.type() != null && !link.type().contains("html");
    }
}
