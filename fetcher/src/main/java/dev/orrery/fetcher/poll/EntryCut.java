package dev.orrery.fetcher.poll;

import dev.orrery.events.EventCodec;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.events.Topics;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes an entry fit into a record. What is too large is cut, and `source.cut` says what.
final class EntryCut {
    /// What a record holds beside its source.
    private static final int ENVELOPE_BYTES = 64 * 1024;

    /// In the worst case one character of markup is six bytes of JSON.
    private static final int SURELY_SMALL = (Topics.MAX_RAW_ENTRY_BYTES - ENVELOPE_BYTES) / 6;

    private static final int ITEMS = 50;

    private EntryCut() {}

    /// The source itself where it fits, as almost all do.
    static Source fit(Source source) {
        return fit(source, Topics.MAX_RAW_ENTRY_BYTES - ENVELOPE_BYTES);
    }

    static Source fit(Source source, int maxBytes) {
        if (roughSize(source) < Math.min(SURELY_SMALL, maxBytes / 6) || bytes(source) <= maxBytes) {
            return source;
        }
        var fitted = source;
        // Texts first: lists are short, but for feeds made to harm.
        for (int share = maxBytes / 8; bytes(fitted) > maxBytes && share >= 64; share /= 2) {
            fitted = withTexts(source, share);
        }
        return bytes(fitted) <= maxBytes ? fitted : withShortLists(fitted);
    }

    private static Source withTexts(Source from, int characters) {
        var title = shorten(from.title(), Math.min(characters, 1_000));
        var summary = shorten(from.summary(), characters);
        var content = shorten(from.content(), characters * 3);
        return with(from, title, summary, content, from.guid(), said(from, title, summary, content));
    }

    private static Source withShortLists(Source from) {
        var shortened = new Source(
                from.guid(),
                from.title(),
                head(from.links()),
                from.summary(),
                from.content(),
                head(from.authors()),
                head(from.categories()),
                from.published(),
                from.updated(),
                head(from.enclosures()),
                from.comments(),
                from.origin(),
                head(from.thumbnails()),
                null);
        return with(
                shortened,
                from.title(),
                from.summary(),
                from.content(),
                from.guid(),
                "texts cut, and links, authors, categories and files beyond the first %d of each left out"
                        .formatted(ITEMS));
    }

    private static Source with(
            Source from,
            @Nullable Text title,
            @Nullable Text summary,
            @Nullable Text content,
            @Nullable String guid,
            String cut) {
        return new Source(
                guid,
                title,
                from.links(),
                summary,
                content,
                from.authors(),
                from.categories(),
                from.published(),
                from.updated(),
                from.enclosures(),
                from.comments(),
                from.origin(),
                from.thumbnails(),
                cut);
    }

    private static String said(Source from, @Nullable Text title, @Nullable Text summary, @Nullable Text content) {
        var parts = new StringBuilder();
        say(parts, "title", from.title(), title);
        say(parts, "summary", from.summary(), summary);
        say(parts, "content", from.content(), content);
        return parts.toString();
    }

    private static void say(StringBuilder parts, String what, @Nullable Text before, @Nullable Text after) {
        if (before != null
                && after != null
                && after.value().length() < before.value().length()) {
            parts.append(parts.isEmpty() ? "" : "; ")
                    .append("%s cut from %s to %s characters"
                            .formatted(
                                    what,
                                    thousands(before.value().length()),
                                    thousands(after.value().length())));
        }
    }

    private static @Nullable Text shorten(@Nullable Text text, int characters) {
        return text == null || text.value().length() <= characters
                ? text
                : new Text(
                        text.type(),
                        text.value().substring(0, boundary(text.value(), characters)),
                        text.base(),
                        text.language());
    }

    /// Between words or before a tag, not within either, and never within a character.
    private static int boundary(String text, int most) {
        int open = text.lastIndexOf('<', most - 1);
        int close = text.lastIndexOf('>', most - 1);
        int end = open > close && most - open < 2_000 ? open : most;
        int space = text.lastIndexOf(' ', end - 1);
        if (end == most && end - space < 200 && space > 0) {
            end = space;
        }
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static <T> List<T> head(List<T> list) {
        return list.size() <= ITEMS ? list : list.subList(0, ITEMS);
    }

    private static int roughSize(Source source) {
        int lists = source.links().size()
                + source.authors().size()
                + source.categories().size()
                + source.enclosures().size()
                + source.thumbnails().size();
        return length(source.title()) + length(source.summary()) + length(source.content()) + 32_768 * (lists / 4);
    }

    private static int length(@Nullable Text text) {
        return text == null ? 0 : text.value().length();
    }

    private static int bytes(Source source) {
        return EventCodec.encode(source).length;
    }

    private static String thousands(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
