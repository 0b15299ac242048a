package dev.orrery.publisher.browser;

import com.microsoft.playwright.Page;
import dev.orrery.publisher.Look;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Pages of [Look]'s planets, one of each kind, as a reader comes to them.
final class Kinds {
    private static final List<String> NAMED =
            List.of("", "titles", "tags", "archive", "health", "search", "search?q=%s", "why?url=%s", "nope");

    private static final List<String> LINKED = List.of(
            ".planetdate a", ".planetchannel a", ".planetauthor .author a", "a[rel=bookmark]", ".tags a", "a.why");

    private final Page page;
    private final RunningSite site;
    private final Set<String> addresses = new LinkedHashSet<>();

    private Kinds(Page page, RunningSite site) {
        this.page = page;
        this.site = site;
    }

    static void fill(Store store) {
        Look.fill(store);
        Look.arabic(store);
        Look.ailing(store, "ailing", "Europe/Berlin", "en");
        Look.ailing(store, "ailing-ar", "Africa/Cairo", "ar");
        Look.years(store, 61);
    }

    /// @param search for what to search, and what planet to ask for that is not there
    static Set<String> of(Page page, RunningSite site, String search) {
        var words = URLEncoder.encode(search, StandardCharsets.UTF_8);
        var kinds = new Kinds(page, site);
        NAMED.forEach(path -> kinds.add("/hard/" + path.formatted(words)));
        kinds.addFirst("/hard/", LINKED);
        kinds.addFirst("/hard/archive", List.of(".months a"));
        kinds.add("/");
        kinds.add("/" + words + "/");
        kinds.addFirst("/years/", List.of(".elsewhere a", ".pager a[rel=next]"));
        kinds.add("/qamar/");
        for (var ailing : List.of("/ailing/", "/ailing-ar/")) {
            kinds.add(ailing + "health");
            kinds.add(ailing + "why?url=https://ann-wheel.example/gears-wheels");
            kinds.addFirst(ailing, List.of("a.why"));
        }
        return kinds.addresses;
    }

    private void add(String path) {
        addresses.add(site.uri(path).toString());
    }

    private void addFirst(String path, List<String> links) {
        add(path);
        page.navigate(site.uri(path).toString());
        for (var link : links) {
            addresses.add(page.locator(link).first().evaluate("a => a.href").toString());
        }
    }
}
