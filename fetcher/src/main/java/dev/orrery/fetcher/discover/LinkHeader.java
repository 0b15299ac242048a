package dev.orrery.fetcher.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Feeds that an answer's `Link` headers name (RFC 8288).
final class LinkHeader {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*(rel|type|title)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))", Pattern.CASE_INSENSITIVE);

    /// A header that names more is not written for people's readers.
    private static final int MOST = 20;

    private LinkHeader() {}

    static List<Candidate> feeds(List<String> headers, HttpUrl base) {
        var feeds = new ArrayList<Candidate>();
        for (var header : headers) {
            var links = LINK.matcher(header);
            while (links.find() && feeds.size() < MOST) {
                var url = base.resolve(links.group(1).strip());
                if (url != null) {
                    add(feeds, url, links.group(2));
                }
            }
        }
        return feeds;
    }

    private static void add(List<Candidate> feeds, HttpUrl url, String parameters) {
        String rel = "";
        String type = "";
        String title = null;
        var parameter = PARAMETER.matcher(parameters);
        while (parameter.find()) {
            var value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
            switch (parameter.group(1).toLowerCase(Locale.ROOT)) {
                case "rel" -> rel = value;
                case "type" -> type = value;
                default -> title = value;
            }
        }
        if (FeedLinks.isFeed(rel, type, url)) {
            feeds.add(new Candidate(url, How.LINK_HEADER, title));
        }
    }
}
