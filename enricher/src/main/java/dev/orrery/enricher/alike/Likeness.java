package dev.orrery.enricher.alike;

import dev.orrery.events.Entry;
import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Document;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Origin;
import dev.orrery.events.RawEntry.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an entry has to be recognised by, and how near it is to the original.
///
/// @param keys      entries that share one may be the same post; none for an entry that is gone
/// @param sketch    of its text, to make sure of those that only a text key names
/// @param standing  how far it is from the post's own place: 0 in the feed of the site that its link leads to
/// @param published as its feed says
public record Likeness(
        List<String> keys,
        String sketch,
        int standing,
        @Nullable Instant published) {
    /// Raised whenever the same record may be recognised otherwise, or is to be found by something else.
    public static final int VERSION = 2;

    public static final Likeness NONE = new Likeness(List.of(), "", 0, null);

    private static final Pattern GLOBAL = Pattern.compile("(?:tag|urn):.{8,}", Pattern.DOTALL);
    private static final Pattern WEB = Pattern.compile("https?://.+", Pattern.DOTALL);
    private static final int KEY_DIGITS = 20;
    private static final int MAX_LINKS = 4;

    public Likeness {
        keys = List.copyOf(keys);
    }

    /// Why two entries are taken for the same post.
    public enum Why {
        LINK,
        GUID,
        TEXT
    }

    /// @param text the words of the post, whatever they were marked up with
    public static Likeness of(RawEntry raw, Entry entry, String text) {
        var source = raw.source();
        if (source == null) {
            return NONE;
        }
        var sketch = Sketch.of(text);
        var keys = new ArrayList<String>();
        var links = links(source, entry);
        links.stream().map(link -> key("l:", link)).forEach(keys::add);
        var guid = source.guid();
        if (guid != null && GLOBAL.matcher(guid).matches()) {
            keys.add(key("g:", guid));
        }
        keys.addAll(sketch.keys());
        return new Likeness(keys, sketch.bins(), standing(raw, source, links), source.published());
    }

    /// Whether this and another, which share a key, are the same post, and by what.
    public @Nullable Why sameAs(Likeness other, String key) {
        if (!keys.contains(key) || !other.keys.contains(key)) {
            return null;
        }
        return switch (key.charAt(0)) {
            case 'l' -> Why.LINK;
            case 'g' -> Why.GUID;
            default -> Sketch.alike(sketch, other.sketch) ? Why.TEXT : null;
        };
    }

    /// By the entry's own link, what it calls canonical, and a guid that is an address.
    private static List<String> links(Source source, Entry entry) {
        var canonical = source.links().stream()
                .filter(link -> link.rel().equals("canonical"))
                .map(Link::href);
        return Stream.of(Stream.ofNullable(entry.link()), canonical, Stream.ofNullable(source.guid()))
                .flatMap(each -> each)
                .filter(link -> WEB.matcher(link).matches())
                .map(LinkKey::of)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MAX_LINKS)
                .toList();
    }

    /// 0 where all the post's addresses are on the host that the feed comes from, 1 where some are, or the feed says
    /// that it belongs to such a host, 2 elsewhere; 4 more for what is said to be taken from another feed. An
    /// address
    /// that is claimed of another's host thus never makes a copy the original.
    private static int standing(RawEntry raw, Source source, List<String> links) {
        var hosts = links.stream().map(LinkKey::hostOfKey).collect(Collectors.toSet());
        var site = siteOf(raw.document());
        var server = LinkKey.hostOf(raw.feedUrl());
        boolean isSome = hosts.isEmpty() || hosts.contains(server) || hosts.contains(site);
        int distance = hosts.equals(Set.of(server)) ? 0 : isSome ? 1 : 2;
        return distance + (isTaken(source.origin(), raw, site, server) ? 4 : 0);
    }

    /// Some feeds name themselves as the source of their entries.
    private static boolean isTaken(@Nullable Origin origin, RawEntry raw, String site, String server) {
        if (origin == null || (origin.link() == null && origin.id() == null)) {
            return false;
        }
        var from = LinkKey.hostOf(origin.link() == null ? origin.id() : origin.link());
        return !(raw.feedUrl().equals(origin.link())
                || (!from.isEmpty() && (from.equals(site) || from.equals(server))));
    }

    private static String siteOf(@Nullable Document document) {
        return document == null ? "" : LinkKey.hostOf(document.link());
    }

    private static String key(String kind, String what) {
        return kind + Ids.contentHash(what.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_DIGITS);
    }
}
