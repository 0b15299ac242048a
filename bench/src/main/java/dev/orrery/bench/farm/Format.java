package dev.orrery.bench.farm;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The formats that feeds come in, each written as its specification and its usual software do.
public enum Format {
    RSS_2_0(
            "RSS 2.0",
            "application/rss+xml; charset=utf-8",
            Form.CDATA,
            Dates.MAIL,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
            <channel>
            <title>Blog {number}</title>
            <link>{link}</link>
            <description>Notes of somebody who builds planets</description>
            <language>en</language>
            <lastBuildDate>{date}</lastBuildDate>
            """,
            """
            <item>
            <title>Post {number} &amp; what came of it</title>
            <link>{link}</link>
            <guid isPermaLink="true">{link}</guid>
            <pubDate>{date}</pubDate>
            <dc:creator>Ann Wheel</dc:creator>
            <category>Clocks</category>
            <category>Gears</category>
            <content:encoded>""",
            "</content:encoded>\n</item>\n",
            "</channel>\n</rss>\n"),

    ATOM("Atom", "application/atom+xml", Form.ESCAPED, Dates.ISO, """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
            <title type="text">Blog {number}</title>
            <id>{link}</id>
            <link rel="alternate" type="text/html" href="{link}"/>
            <updated>{date}</updated>
            <author><name>Bo Spring</name></author>
            """, """
            <entry>
            <title type="text">Post {number} &amp; what came of it</title>
            <id>{link}</id>
            <link rel="alternate" type="text/html" href="{link}"/>
            <published>{date}</published>
            <updated>{date}</updated>
            <category term="clocks" label="Clocks"/>
            <content type="html">""", "</content>\n</entry>\n", "</feed>\n"),

    RSS_1_0(
            "RSS 1.0",
            "application/rdf+xml",
            Form.CDATA,
            Dates.ISO,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
            <channel rdf:about="{link}">
            <title>Blog {number}</title>
            <link>{link}</link>
            <description>Notes of somebody who builds planets</description>
            <dc:date>{date}</dc:date>
            </channel>
            """,
            """
            <item rdf:about="{link}">
            <title>Post {number} &amp; what came of it</title>
            <link>{link}</link>
            <dc:date>{date}</dc:date>
            <dc:creator>Cy Lantern</dc:creator>
            <content:encoded>""",
            "</content:encoded>\n</item>\n",
            "</rdf:RDF>\n"),

    JSON_FEED("JSON Feed", "application/feed+json", Form.JSON, Dates.ISO, """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Blog {number}", "home_page_url": "{link}",
            "authors": [{"name": "Di Loom"}], "language": "en", "items": [
            """, """
            {"id": "{link}", "url": "{link}", "title": "Post {number} & what came of it", "date_published": "{date}",
            "tags": ["Clocks", "Gears"], "content_html":\s""", "},\n", "]}\n");

    private final String label;
    private final String contentType;
    private final Form form;
    private final DateTimeFormatter dates;

    @SuppressWarnings("ImmutableEnumChecker") // It is.
    private final Template head;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Template before;

    private final String after;
    private final String tail;

    /// @param head   of a document
    /// @param before an entry's HTML, of the entry
    /// @param after  an entry's HTML
    Format(
            String label,
            String contentType,
            Form form,
            DateTimeFormatter dates,
            String head,
            String before,
            String after,
            String tail) {
        this.label = label;
        this.contentType = contentType;
        this.form = form;
        this.dates = dates;
        this.head = Template.of(head);
        this.before = Template.of(before);
        this.after = after;
        this.tail = tail;
    }

    /// Dates as formats and HTTP write them.
    static final class Dates {
        static final DateTimeFormatter MAIL = DateTimeFormatter.ofPattern(
                        "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        static final DateTimeFormatter ISO = DateTimeFormatter.ISO_INSTANT;

        private Dates() {}
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

    String head(String site, int feed, Instant newest) {
        return head.fill(feed, site, dates.format(newest));
    }

    /// An entry up to its HTML.
    String before(String link, int entry, Instant at) {
        return before.fill(entry, link, dates.format(at));
    }

    /// An entry from its HTML on. Only JSON minds whether another one follows.
    String after(boolean last) {
        return last ? after.replace(",", "") : after;
    }

    String tail() {
        return tail;
    }
}
