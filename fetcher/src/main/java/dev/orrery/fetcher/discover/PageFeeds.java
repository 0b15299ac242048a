package dev.orrery.fetcher.discover;

import dev.orrery.fetcher.web.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// Feeds that a web page names in `link` elements (the HTML standard's feed autodiscovery), however broken the page is.
public final class PageFeeds {
    /// What a page says of itself stands at its beginning; more of it is not read.
    private static final int MOST_BYTES = 2 << 20;

    /// A page that names more does not mean them for people.
    private static final int MOST = 20;

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    private PageFeeds() {}

    /// A feed that a page names.
    ///
    /// @param url   absolute
    /// @param title as the page has it
    public record Named(String url, @Nullable String title) {}

    /// In the page's order, each address once, feeds of comments behind the others.
    ///
    /// @param contentType as the server said
    /// @param url         where the page was found
    public static List<Named> of(byte[] page, @Nullable String contentType, String url) {
        var address = HttpUrl.parse(url);
        if (address == null) {
            return List.of();
        }
        var named = new ArrayList<>(in(parse(page, contentType, url)));
        named.sort((a, b) -> Boolean.compare(isComments(a, address), isComments(b, address)));
        return named.stream()
                .map(one -> new Named(one.url().toString(), one.title()))
                .toList();
    }

    /// What to tell a feed's owner whose address answers with a page: a sentence to follow another one, or nothing
    /// where the document is no page or names no feed.
    public static String hint(Answer.Document document) {
        if (!looksLikePage(document)) {
            return "";
        }
        var named = of(document.body(), document.contentType(), document.url()).stream()
                .map(Named::url)
                .filter(url -> !url.equals(document.url()))
                .toList();
        return switch (named.size()) {
            case 0 -> "";
            case 1 -> " The page names a feed: " + named.getFirst();
            default -> " The page names feeds: " + String.join(", ", named.subList(0, Math.min(3, named.size())));
        };
    }

    static boolean looksLikePage(Answer.Document document) {
        var type = document.contentType();
        var head = head(document.body(), 1024).toLowerCase(Locale.ROOT);
        return head.contains("<!doctype html")
                || head.contains("<html")
                || (type != null && type.toLowerCase(Locale.ROOT).contains("html") && head.contains("<"));
    }

    static String head(byte[] body, int most) {
        return new String(body, 0, Math.min(body.length, most), StandardCharsets.UTF_8);
    }

    static Document parse(byte[] page, @Nullable String contentType, String url) {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(page, 0, Math.min(page.length, MOST_BYTES)), charset(contentType), url);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    static List<Candidate> in(Document page) {
        var feeds = new LinkedHashMap<HttpUrl, Candidate>();
        for (var link : page.select("link[href][rel]")) {
            var url = address(link.absUrl("href"), link.attr("href"));
            if (url != null && FeedLinks.isFeed(link.attr("rel"), link.attr("type"), url)) {
                var title = link.attr("title").strip();
                feeds.putIfAbsent(url, new Candidate(url, How.LINK_ELEMENT, title.isEmpty() ? null : title));
            }
            if (feeds.size() == MOST) {
                break;
            }
        }
        return List.copyOf(feeds.values());
    }

    /// @param absolute what `href` comes to, or empty where that is no address
    static @Nullable HttpUrl address(String absolute, String href) {
        var written = absolute.isEmpty() ? href.strip() : absolute;
        var url =
                HttpUrl.parse(written.replaceFirst("^feed:(//)?(?=https?:)", "").replaceFirst("^feed:", "https:"));
        return url == null ? null : url.newBuilder().fragment(null).build();
    }

    private static boolean isComments(Candidate candidate, HttpUrl page) {
        return Standing.of(candidate.url(), candidate.title(), page) == Standing.COMMENTS;
    }

    private static @Nullable String charset(@Nullable String contentType) {
        var charset = contentType == null ? null : CHARSET.matcher(contentType);
        try {
            return charset != null && charset.find() && Charset.isSupported(charset.group(1)) ? charset.group(1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
