package dev.orrery.local;

import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.Texts;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.parse.ParsedFeed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// The texts of a document: those of its entries if it is a feed, else all of it.
record SanitizeTexts(List<Found> all) {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([\\w:.+-]+)");

    SanitizeTexts {
        all = List.copyOf(all);
    }

    /// @param title of the entry; absent where the document is one text
    record Found(@Nullable String title, String html, Addresses addresses) {}

    /// @param url where it was found
    static SanitizeTexts of(byte[] document, @Nullable String contentType, @Nullable String url) throws IOException {
        return switch (OneVisit.parser().parse(document, contentType, url)) {
            case FeedParser.Parsed parsed -> new SanitizeTexts(entries(parsed.feed(), url));
            case FeedParser.NotAFeed _ ->
                new SanitizeTexts(List.of(new Found(null, decoded(document, contentType), Addresses.against(url))));
        };
    }

    private static List<Found> entries(ParsedFeed feed, @Nullable String url) {
        var texts = new ArrayList<Found>();
        for (var entry : feed.entries()) {
            var text = entry.content() != null ? entry.content() : entry.summary();
            if (text != null) {
                texts.add(new Found(Words.title(entry.title()), markup(text), addresses(text, entry, feed, url)));
            }
        }
        return texts;
    }

    private static String markup(Text text) {
        return text.type().equals(Text.PLAIN) ? Texts.escaped(text.value()) : text.value();
    }

    /// As the enricher does: the text's own base, the entry's link, the feed's.
    private static Addresses addresses(Text text, Source entry, ParsedFeed feed, @Nullable String url) {
        var link = entry.links().stream()
                .filter(each -> each.rel().equals("alternate"))
                .map(Link::href)
                .findFirst()
                .orElse(null);
        return Addresses.against(text.base(), link, feed.base(), feed.site(), url);
    }

    private static String decoded(byte[] document, @Nullable String contentType) throws IOException {
        var declared = contentType == null ? null : CHARSET.matcher(contentType);
        var charset = declared != null && declared.find() && Charset.isSupported(declared.group(1))
                ? Charset.forName(declared.group(1))
                : Jsoup.parse(new ByteArrayInputStream(document), null, "").charset();
        return new String(document, charset);
    }
}
