package dev.orrery.fetcher.discover;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Where well-known sites keep the feeds of what an address on them shows. Pure: nothing is asked for.
///
/// A platform on which every blog is a host of its own is a line in [#HOSTED]; one on which it is a path is a case of
/// [#onSite]; forges are in [Forges].
final class SitePatterns {
    /// By the end of a host's name: the feed of every blog there. `{}` is the path that was asked for.
    private static final Map<String, String> HOSTED = new LinkedHashMap<>(Map.ofEntries(
            entry(".wordpress.com", "/feed/"),
            entry(".substack.com", "/feed"),
            entry(".medium.com", "/feed"),
            entry(".ghost.io", "/rss/"),
            entry(".hashnode.dev", "/rss.xml"),
            entry(".bearblog.dev", "/feed/"),
            entry(".writeas.com", "/feed/"),
            entry(".livejournal.com", "/data/atom"),
            entry(".dreamwidth.org", "/data/atom"),
            entry(".micro.blog", "/feed.xml")));

    private static final Pattern BLOGSPOT = Pattern.compile(".+\\.blogspot\\.[a-z]{2,3}(\\.[a-z]{2})?");
    private static final Pattern HANDLE = Pattern.compile("@([\\w.-]+)(?:@([\\w-]+(?:\\.[\\w-]+)+))?");
    private static final Pattern CHANNEL = Pattern.compile("UC[\\w-]{22}");

    /// On which `/@name` is something else than a person's page with a feed.
    private static final Set<String> NO_HANDLE_FEEDS =
            Set.of("tiktok.com", "threads.net", "threads.com", "substack.com", "flipboard.com", "vimeo.com");

    /// Sites of many people, each on a path of it.
    private static final Set<String> SHARED = Set.of(
            "youtube.com",
            "m.youtube.com",
            "music.youtube.com",
            "medium.com",
            "reddit.com",
            "old.reddit.com",
            "np.reddit.com",
            "tumblr.com",
            "bsky.app",
            "dev.to",
            "buttondown.com",
            "buttondown.email",
            "github.com",
            "gitlab.com",
            "codeberg.org",
            "pypi.org",
            "sourceforge.net",
            "substack.com",
            "tiktok.com",
            "threads.net",
            "threads.com",
            "flipboard.com",
            "vimeo.com",
            "facebook.com",
            "instagram.com",
            "linkedin.com",
            "twitter.com",
            "x.com");

    private SitePatterns() {}

    /// Whether the address is one person's place on a site of many people, whose front page is nobody's blog.
    static boolean isShared(HttpUrl url) {
        var path = path(url);
        return !path.isEmpty()
                && (SHARED.contains(withoutWww(url.host()))
                        || url.host().startsWith("gitlab.")
                        || path.getFirst().startsWith("@")
                        || path.getFirst().equals("users"));
    }

    /// Best first; empty for a site that we know nothing of.
    static List<Candidate> candidates(HttpUrl url) {
        var feeds = new ArrayList<String>();
        var site = withoutWww(url.host());
        var path = path(url);
        onSite(site, path, url, feeds);
        if (feeds.isEmpty()) {
            hosted(url, path, feeds);
        }
        if (feeds.isEmpty()) {
            Forges.feeds(site, path, feeds);
        }
        if (feeds.isEmpty() && !NO_HANDLE_FEEDS.contains(site) && !site.equals("youtube.com")) {
            handle(url, path, feeds);
        }
        var candidates = new ArrayList<Candidate>();
        for (var feed : feeds) {
            var resolved = url.resolve(feed);
            if (resolved != null && !resolved.equals(url)) {
                candidates.add(new Candidate(resolved, How.PATTERN));
            }
        }
        return candidates;
    }

    private static void onSite(String site, List<String> path, HttpUrl url, List<String> feeds) {
        switch (site) {
            case "youtube.com", "m.youtube.com", "music.youtube.com" -> youtube(path, url, feeds);
            case "medium.com" -> medium(path, feeds);
            case "reddit.com", "old.reddit.com", "np.reddit.com" -> reddit(path, feeds);
            case "tumblr.com" -> tumblr(path, feeds);
            case "bsky.app" -> {
                if (path.size() >= 2 && path.getFirst().equals("profile")) {
                    feeds.add("/profile/%s/rss".formatted(path.get(1)));
                }
            }
            case "dev.to" -> {
                if (path.size() == 1) {
                    feeds.add("/feed/" + path.getFirst());
                }
            }
            case "buttondown.com", "buttondown.email" -> {
                if (!path.isEmpty()) {
                    feeds.add("/%s/rss".formatted(path.getFirst()));
                }
            }
            default -> {}
        }
    }

    private static void youtube(List<String> path, HttpUrl url, List<String> feeds) {
        var list = url.queryParameter("list");
        if (path.size() >= 2
                && path.getFirst().equals("channel")
                && CHANNEL.matcher(path.get(1)).matches()) {
            feeds.add(youtubeChannel(path.get(1)));
        } else if (path.size() >= 2 && path.getFirst().equals("user")) {
            feeds.add("https://www.youtube.com/feeds/videos.xml?user=" + path.get(1));
        } else if (list != null && list.matches("[\\w-]+")) {
            feeds.add("https://www.youtube.com/feeds/videos.xml?playlist_id=" + list);
        }
    }

    static String youtubeChannel(String id) {
        return "https://www.youtube.com/feeds/videos.xml?channel_id=" + id;
    }

    private static void medium(List<String> path, List<String> feeds) {
        if (path.isEmpty() || path.getFirst().equals("feed")) {
            return;
        }
        if (path.getFirst().equals("tag") && path.size() > 1) {
            feeds.add("/feed/tag/" + path.get(1));
        } else {
            feeds.add("/feed/" + path.getFirst());
        }
    }

    private static void reddit(List<String> path, List<String> feeds) {
        if (path.isEmpty()) {
            feeds.add("/.rss");
        } else if (path.size() >= 2 && Set.of("r", "u", "user").contains(path.getFirst())) {
            var kind = path.getFirst().equals("u") ? "user" : path.getFirst();
            feeds.add("/%s/%s/.rss".formatted(kind, path.get(1)));
        }
    }

    private static void tumblr(List<String> path, List<String> feeds) {
        int at = !path.isEmpty() && path.getFirst().equals("blog") ? 1 : 0;
        if (path.size() > at && path.get(at).matches("[\\w-]+") && !path.get(at).equals("tagged")) {
            feeds.add("https://%s.tumblr.com/rss".formatted(path.get(at).replaceFirst("^@", "")));
        }
    }

    private static void hosted(HttpUrl url, List<String> path, List<String> feeds) {
        var host = url.host();
        if (BLOGSPOT.matcher(host).matches()) {
            blogger(path, feeds);
        } else if (host.endsWith(".tumblr.com")) {
            boolean tagged = path.size() == 2 && path.getFirst().equals("tagged");
            feeds.add(tagged ? "/tagged/%s/rss".formatted(path.get(1)) : "/rss");
        } else {
            HOSTED.forEach((end, feed) -> {
                if (host.endsWith(end) && !host.startsWith("www.")) {
                    feeds.add(feed);
                }
            });
        }
    }

    private static void blogger(List<String> path, List<String> feeds) {
        if (path.size() == 3 && path.get(0).equals("search") && path.get(1).equals("label")) {
            feeds.add("/feeds/posts/default/-/" + path.get(2));
        } else {
            feeds.add("/feeds/posts/default");
        }
    }

    /// Mastodon and its relatives: `/@ann`, and `/@ann@elsewhere.example` for somebody of another server.
    private static void handle(HttpUrl url, List<String> path, List<String> feeds) {
        var at = path.size() > 1 && Set.of("web", "users").contains(path.getFirst()) ? 1 : 0;
        if (path.size() <= at) {
            return;
        }
        var name = path.getFirst().equals("users") ? "@" + path.get(at) : path.get(at);
        var handle = HANDLE.matcher(name);
        if (handle.matches()) {
            var server = handle.group(2) == null ? url.host() + port(url) : handle.group(2);
            feeds.add("%s://%s/@%s.rss".formatted(url.scheme(), server, handle.group(1)));
        }
    }

    private static String port(HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port();
    }

    private static List<String> path(HttpUrl url) {
        return url.encodedPathSegments().stream()
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String withoutWww(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
