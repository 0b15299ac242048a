package dev.orrery.bench.farm;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The formats that feeds come in, each written as its specification and its usual software do.
public enum Format {
    RSS_2_0("RSS 2.0", "application/rss+xml; charset=utf-8", Form.CDATA) {
        @Override
        String head(String site, int feed, Instant newest) {
            return """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
                    <channel>
                    <title>Blog %d</title>
                    <link>%s</link>
                    <description>Notes of somebody who builds planets</description>
                    <language>en</language>
                    <lastBuildDate>%s</lastBuildDate>
                    """.formatted(feed, site, MAIL_DATE.format(newest));
        }

        @Override
        String before(String link, int entry, Instant at) {
            return """
                    <item>
                    <title>Post %d &amp; what came of it</title>
                    <link>%s</link>
                    <guid isPermaLink="true">%s</guid>
                    <pubDate>%s</pubDate>
                    <dc:creator>Ann Wheel</dc:creator>
                    <category>Clocks</category>
                    <category>Gears</category>
                    <content:encoded>""".formatted(entry, link, link, MAIL_DATE.format(at));
        }

        @Override
        String after(boolean last) {
            return "</content:encoded>\n</item>\n";
        }

        @Override
        String tail() {
            return "</channel>\n</rss>\n";
        }
    },

    ATOM("Atom", "application/atom+xml", Form.ESCAPED) {
        @Override
        String head(String site, int feed, Instant newest) {
            return """
                    <?xml version="1.0" encoding="utf-8"?>
                    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
                    <title type="text">Blog %d</title>
                    <id>%s</id>
                    <link rel="alternate" type="text/html" href="%s"/>
                    <updated>%s</updated>
                    <author><name>Bo Spring</name></author>
                    """.formatted(feed, site, site, newest);
        }

        @Override
        String before(String link, int entry, Instant at) {
            return """
                    <entry>
                    <title type="text">Post %d &amp; what came of it</title>
                    <id>%s</id>
                    <link rel="alternate" type="text/html" href="%s"/>
                    <published>%s</published>
                    <updated>%s</updated>
                    <category term="clocks" label="Clocks"/>
                    <content type="html">""".formatted(entry, link, link, at, at);
        }

        @Override
        String after(boolean last) {
            return "</content>\n</entry>\n";
        }

        @Override
        String tail() {
            return "</feed>\n";
        }
    },

    RSS_1_0("RSS 1.0", "application/rdf+xml", Form.CDATA) {
        @Override
        String head(String site, int feed, Instant newest) {
            return """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
                    <channel rdf:about="%s">
                    <title>Blog %d</title>
                    <link>%s</link>
                    <description>Notes of somebody who builds planets</description>
                    <dc:date>%s</dc:date>
                    </channel>
                    """.formatted(site, feed, site, newest);
        }

        @Override
        String before(String link, int entry, Instant at) {
            return """
                    <item rdf:about="%s">
                    <title>Post %d &amp; what came of it</title>
                    <link>%s</link>
                    <dc:date>%s</dc:date>
                    <dc:creator>Cy Lantern</dc:creator>
                    <content:encoded>""".formatted(link, entry, link, at);
        }

        @Override
        String after(boolean last) {
            return "</content:encoded>\n</item>\n";
        }

        @Override
        String tail() {
            return "</rdf:RDF>\n";
        }
    },

    JSON_FEED("JSON Feed", "application/feed+json", Form.JSON) {
        @Override
        String head(String site, int feed, Instant newest) {
            return """
                    {"version": "https://jsonfeed.org/version/1.1", "title": "Blog %d", "home_page_url": "%s",
                    "authors": [{"name": "Di Loom"}], "language": "en", "items": [
                    """.formatted(feed, site);
        }

        @Override
        String before(String link, int entry, Instant at) {
            return """
                    {"id": "%s", "url": "%s", "title": "Post %d & what came of it", "date_published": "%s",
                    "tags": ["Clocks", "Gears"], "content_html": """.formatted(link, link, entry, at);
        }

        @Override
        String after(boolean last) {
            return last ? "}\n" : "},\n";
        }

        @Override
        String tail() {
            return "]}\n";
        }
    };

    static final DateTimeFormatter MAIL_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String label;
    private final String contentType;
    private final Form form;

    Format(String label, String contentType, Form form) {
        this.label = label;
        this.contentType = contentType;
        this.form = form;
    }

    /// Its name among people.
    public String label() {
        return label;
    }

    public String contentType() {
        return contentType;
    }

    /// How it holds the HTML of an entry.
    Form form() {
        return form;
    }

    abstract String head(String site, int feed, Instant newest);

    /// An entry up to its HTML.
    abstract String before(String link, int entry, Instant at);

    /// An entry from its HTML on.
    abstract String after(boolean last);

    abstract String tail();
}
