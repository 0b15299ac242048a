package dev.orrery.fetcher.parse.xml;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Namespaces and local names to names of our own: a prefix that is always the same, and lower case.
///
/// RSS has none, in whichever of its namespaces it is; all of Atom's drafts are `atom:`. One for each document.
final class Names {
    private static final String ATOM = "atom:";
    private static final String HTML = "html:";

    /// What elements in it are markup rather than fields.
    private static final Set<String> MARKUP = Set.of("", ATOM, HTML, "svg:", "math:");

    private static final Map<String, String> PREFIXES = new HashMap<>();

    static {
        is("", "", "http://backend.userland.com/rss", "http://backend.userland.com/rss2");
        is("", "http://backend.userland.com/rss2.1", "http://blogs.law.harvard.edu/tech/rss");
        is("", "http://purl.org/rss/1.0/", "http://purl.org/net/rss1.1#", "http://my.netscape.com/rdf/simple/0.9/");
        is("", "http://channel.netscape.com/rdf/simple/0.9/", "http://my.netscape.com/publish/formats/rss-0.91.dtd");
        is(ATOM, "http://www.w3.org/2005/atom", "https://www.w3.org/2005/atom", "http://purl.org/atom/ns#");
        is(ATOM, "http://example.com/newformat#", "http://example.com/necho", "http://purl.org/echo/");
        is(ATOM, "uri/of/echo/namespace#", "http://purl.org/pie/");
        is("atompub:", "http://www.w3.org/2007/app", "http://purl.org/atom/app#");
        is("dc:", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/", "http://purl.org/dc/1.1/");
        is("dcterms:", "http://purl.org/dc/terms/");
        is("content:", "http://purl.org/rss/1.0/modules/content/");
        is("sy:", "http://purl.org/rss/1.0/modules/syndication/");
        is("slash:", "http://purl.org/rss/1.0/modules/slash/");
        is("admin:", "http://webns.net/mvcb/");
        is("rdf:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
        is("itunes:", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd");
        is("googleplay:", "http://www.google.com/schemas/play-podcasts/1.0");
        is(
                "media:",
                "http://search.yahoo.com/mrss/",
                "http://search.yahoo.com/mrss",
                "http://video.search.yahoo.com/mrss");
        is("media:", "http://video.search.yahoo.com/mrss/", "http://tools.search.yahoo.com/mrss/");
        is("media:", "https://search.yahoo.com/mrss/");
        is("at:", "http://purl.org/atompub/tombstones/1.0");
        is("thr:", "http://purl.org/syndication/thread/1.0");
        is("feedburner:", "http://rssnamespace.org/feedburner/ext/1.0");
        is("pheedo:", "http://www.pheedo.com/namespace/pheedo");
        is("podcast:", "https://podcastindex.org/namespace/1.0");
        is("cc:", "http://backend.userland.com/creativecommonsrssmodule", "http://web.resource.org/cc/");
        is("xml:", "http://www.w3.org/xml/1998/namespace");
        is(HTML, "http://www.w3.org/1999/xhtml");
        is("svg:", "http://www.w3.org/2000/svg");
        is("math:", "http://www.w3.org/1998/math/mathml");
    }

    /// How many different names are kept; who has more is no feed, and only slow.
    private static final int MOST_KNOWN = 5_000;

    private final Map<String, Map<String, String>> known = new HashMap<>();
    private int count;
    private final Map<String, String> aliases = new HashMap<>();
    private boolean rooted;

    private static void is(String prefix, String... uris) {
        for (var uri : uris) {
            PREFIXES.put(uri, prefix);
        }
    }

    /// The namespace that a prefix mostly means, for documents that use it without saying what it is.
    static @Nullable String usualNamespace(String prefix) {
        var ours = prefix.equals("xhtml") ? HTML : prefix.toLowerCase(Locale.ROOT) + ":";
        for (var entry : PREFIXES.entrySet()) {
            if (entry.getValue().equals(ours)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /// The name of an element. The first one asked for is the root, from whose name follows what a namespace that
    /// nobody knows is meant to be.
    String element(String uri, String prefix, String local) {
        if (!rooted) {
            rooted = true;
            root(uri, local.toLowerCase(Locale.ROOT));
        }
        var names = known.get(uri);
        var name = names == null ? null : names.get(local);
        if (name == null) {
            name = prefix(uri, prefix) + local.toLowerCase(Locale.ROOT);
            if (count++ < MOST_KNOWN) {
                known.computeIfAbsent(uri, any -> new HashMap<>()).put(local, name);
            }
        }
        return name;
    }

    /// Whether an element was in a namespace like this.
    boolean hasSeen(String part) {
        return known.keySet().stream().anyMatch(uri -> uri.contains(part));
    }

    /// How an element is written where it is markup.
    String tag(String name, String prefix, String local) {
        return prefix.isEmpty() || MARKUP.contains(name.substring(0, name.indexOf(':') + 1))
                ? local
                : prefix + ":" + local;
    }

    /// The name of an attribute, in the case it has.
    static String attribute(String uri, String prefix, String local) {
        if (uri.isEmpty()) {
            return local;
        }
        var ours = PREFIXES.get(uri.toLowerCase(Locale.ROOT));
        return ours == null ? prefix + ":" + local : ours + local;
    }

    private void root(String uri, String local) {
        var ours = PREFIXES.get(uri.toLowerCase(Locale.ROOT));
        switch (local) {
            case "feed", "entry" -> {
                if (ours == null || ours.isEmpty()) {
                    aliases.put(uri, ATOM);
                }
            }
            case "rss", "rdf", "channel" -> {
                if (ours == null) {
                    aliases.put(uri, "");
                }
            }
            default -> {}
        }
    }

    private String prefix(String uri, String prefix) {
        var alias = aliases.get(uri);
        if (alias != null) {
            return alias;
        }
        var ours = PREFIXES.get(uri.toLowerCase(Locale.ROOT));
        if (ours != null) {
            return ours;
        }
        // Namespaces are misspelt more often than their usual prefixes are used for something else.
        return usualNamespace(prefix) == null ? "?:" : prefix.toLowerCase(Locale.ROOT) + ":";
    }
}
