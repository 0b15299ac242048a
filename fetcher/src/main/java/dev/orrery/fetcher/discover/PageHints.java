package dev.orrery.fetcher.discover;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What a page betrays beside the feeds that it names: what made it, links that look like feeds, pages that may know
/// more.
final class PageHints {
    /// By the beginning of what `<meta name="generator">` says: where what made the page puts its feed.
    private static final Map<String, String> GENERATORS = Map.ofEntries(
            entry("wordpress", "feed/"),
            entry("blogger", "feeds/posts/default"),
            entry("hugo", "index.xml"),
            entry("jekyll", "feed.xml"),
            entry("ghost", "rss/"),
            entry("hexo", "atom.xml"),
            entry("pelican", "feeds/all.atom.xml"),
            entry("eleventy", "feed.xml"),
            entry("gatsby", "rss.xml"),
            entry("astro", "rss.xml"),
            entry("zola", "atom.xml"),
            entry("docusaurus", "blog/atom.xml"),
            entry("drupal", "rss.xml"),
            entry("joomla", "?format=feed&type=rss"),
            entry("squarespace", "?format=rss"),
            entry("wix", "blog-feed.xml"),
            entry("movable type", "atom.xml"),
            entry("typo3", "?type=100"),
            entry("dokuwiki", "feed.php"),
            entry("mediawiki", "index.php?title=Special:RecentChanges&feed=atom"));

    private static final Pattern YOUTUBE = Pattern.compile("(?:www\\.|m\\.|music\\.)?youtube\\.com");
    private static final Pattern CHANNEL_ADDRESS = Pattern.compile("/channel/(UC[\\w-]{22})");
    private static final Pattern CHANNEL_IN_SCRIPT =
            Pattern.compile("\"(?:externalId|externalChannelId|channelId)\"\\s*:\\s*\"(UC[\\w-]{22})\"");
    private static final Pattern REFRESH =
            Pattern.compile("^\\s*[\\d.]*\\s*[;,]\\s*url\\s*=\\s*['\"]?([^'\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FEED_NAME = Pattern.compile(
            "\\b(rss|atom|json feed|web ?feed|feed|subscribe via rss|xml)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLOG_NAME = Pattern.compile(
            "(?:the |our |my )?(?:web)?(?:log|blog|blogs|journal|news|posts|writing|articles|notes)",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST_ANCHORS = 4;

    /// Links of a page that are looked at; who writes more does not write for people.
    private static final int MOST_LINKS = 2_000;

    private PageHints() {}

    static List<Candidate> in(Document page, HttpUrl url) {
        var hints = new ArrayList<Candidate>();
        add(hints, refresh(page, url), How.REFRESH);
        add(hints, youtube(page, url), How.PAGE_PATTERN);
        add(hints, generator(page, url), How.PAGE_PATTERN);
        anchors(page, url, hints);
        return hints;
    }

    private static void add(List<Candidate> hints, @Nullable HttpUrl url, How how) {
        if (url != null) {
            hints.add(new Candidate(url, how));
        }
    }

    private static @Nullable HttpUrl refresh(Document page, HttpUrl url) {
        var refresh = page.selectFirst("meta[http-equiv=refresh]");
        var target = refresh == null ? null : REFRESH.matcher(refresh.attr("content"));
        return target != null && target.find() ? url.resolve(target.group(1).strip()) : null;
    }

    /// A handle's or a video's page names its channel in more than one place, and not always in all of them.
    private static @Nullable HttpUrl youtube(Document page, HttpUrl url) {
        if (!YOUTUBE.matcher(url.host()).matches()) {
            return null;
        }
        var link = page.selectFirst(
                "link[rel=canonical][href*=/channel/], meta[itemprop=channelId], meta[itemprop=identifier]");
        var channel = CHANNEL_ADDRESS.matcher(link == null ? "" : link.attr("href"));
        if (channel.find()) {
            return HttpUrl.parse(SitePatterns.youtubeChannel(channel.group(1)));
        }
        if (link != null && link.attr("content").matches("UC[\\w-]{22}")) {
            return HttpUrl.parse(SitePatterns.youtubeChannel(link.attr("content")));
        }
        for (var script : page.select("script")) {
            var id = CHANNEL_IN_SCRIPT.matcher(script.data());
            if (id.find()) {
                return HttpUrl.parse(SitePatterns.youtubeChannel(id.group(1)));
            }
        }
        return null;
    }

    private static @Nullable HttpUrl generator(Document page, HttpUrl url) {
        var generator = page.selectFirst("meta[name=generator]");
        if (generator == null) {
            return null;
        }
        var name = generator.attr("content").strip().toLowerCase(Locale.ROOT);
        for (var known : GENERATORS.entrySet()) {
            if (name.startsWith(known.getKey())) {
                return WellKnown.root(url).resolve(known.getValue());
            }
        }
        return null;
    }

    private static void anchors(Document page, HttpUrl url, List<Candidate> hints) {
        var feeds = new LinkedHashMap<HttpUrl, Candidate>();
        HttpUrl blog = null;
        int looked = 0;
        for (var anchor : page.select("a[href], area[href]")) {
            var target = PageFeeds.address(anchor.absUrl("href"), anchor.attr("href"));
            if (++looked > MOST_LINKS) {
                break;
            }
            if (target == null || target.equals(url)) {
                continue;
            }
            if (feeds.size() < MOST_ANCHORS && isFeed(anchor, target, url)) {
                feeds.putIfAbsent(target, new Candidate(target, How.ANCHOR, text(anchor)));
            } else if (blog == null
                    && isSameSite(target, url)
                    && BLOG_NAME.matcher(text(anchor)).matches()) {
                blog = target;
            }
        }
        hints.addAll(feeds.values());
        add(hints, blog, How.BLOG);
    }

    /// Elsewhere only what both looks and is called like one: everybody links to other people's feeds.
    private static boolean isFeed(Element anchor, HttpUrl target, HttpUrl page) {
        boolean looks = FeedLinks.looksLikeFeed(target);
        boolean called = FEED_NAME.matcher(text(anchor)).find() && text(anchor).length() < 40;
        return isSameSite(target, page) ? looks || called : looks && called;
    }

    private static boolean isSameSite(HttpUrl a, HttpUrl b) {
        var mine = a.topPrivateDomain();
        return a.host().equals(b.host()) || (mine != null && mine.equals(b.topPrivateDomain()));
    }

    private static String text(Element anchor) {
        var text = anchor.text().strip();
        if (text.isEmpty()) {
            var picture = anchor.selectFirst("img[alt]");
            text = picture == null ? anchor.attr("title") : picture.attr("alt");
        }
        return text.strip();
    }
}
