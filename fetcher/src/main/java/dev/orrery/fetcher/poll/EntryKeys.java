package dev.orrery.fetcher.poll;

import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Key.Kind;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the entries of one document are known by: guid, else link, else title and content.
///
/// A guid that several entries of the document bear names none of them: blogs exist that give every post the guid of
/// the site. Those go by their links; where the links are the same too, by title and content.
final class EntryKeys {
    private EntryKeys() {}

    /// One key an entry, in the entries' order.
    static List<RawEntry.Key> of(List<Source> entries) {
        var guids = count(entries, Kind.GUID);
        var links = count(entries, Kind.LINK);
        var keys = new ArrayList<RawEntry.Key>(entries.size());
        for (var entry : entries) {
            keys.add(key(entry, guids, links));
        }
        return keys;
    }

    private static RawEntry.Key key(Source entry, Map<String, Integer> guids, Map<String, Integer> links) {
        var guid = named(entry, Kind.GUID);
        if (guid != null && guids.getOrDefault(guid, 0) == 1) {
            return new RawEntry.Key(Kind.GUID, guid);
        }
        var link = named(entry, Kind.LINK);
        if (link != null && links.getOrDefault(link, 0) == 1) {
            return new RawEntry.Key(Kind.LINK, link);
        }
        return new RawEntry.Key(Kind.CONTENT, textHash(entry));
    }

    private static Map<String, Integer> count(List<Source> entries, Kind kind) {
        var counts = new HashMap<String, Integer>();
        for (var entry : entries) {
            var name = named(entry, kind);
            if (name != null) {
                counts.merge(name, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static @Nullable String named(Source entry, Kind kind) {
        return switch (kind) {
            case GUID -> entry.guid();
            case LINK -> link(entry);
            case CONTENT -> textHash(entry);
        };
    }

    static @Nullable String link(Source entry) {
        for (var link : entry.links()) {
            if (link.rel().equals("alternate")) {
                return link.href();
            }
        }
        return null;
    }

    /// What title and text are recognised by when they are to be compared with what they were: their hash
    /// codes, which Java promises for ever. An edit that leaves all 64 bits as they are is not to be
    /// expected.
    static long textPrint(Source entry) {
        return ((long) value(entry.title()).hashCode() << 32)
                | (value(text(entry)).hashCode() & 0xffff_ffffL);
    }

    private static String textHash(Source entry) {
        var both = value(entry.title()) + "\0" + value(text(entry));
        return Ids.contentHash(both.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Text text(Source entry) {
        return entry.content() != null ? entry.content() : entry.summary();
    }

    private static String value(@Nullable Text text) {
        return text == null ? "" : text.value();
    }
}
