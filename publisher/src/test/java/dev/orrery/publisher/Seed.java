package dev.orrery.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.xml.sax.InputSource;

/// planet.virt-tools.org as of March 2020, read in the simplest way that does: for looking at, and for comparing.
public final class Seed {
    private final Path folder;
    private final JsonNode outline;
    private final Map<String, Subscription> subscriptions = new HashMap<>();

    private Seed(Path folder) throws IOException {
        this.folder = folder;
        this.outline = EventCodec.json().readTree(folder.resolve("outline.json").toFile());
    }

    /// Whether it is there; says so if it is not.
    public static boolean isThere() {
        var there = Files.isDirectory(folder());
        if (!there) {
            System.err.println("The seed planet is not at " + folder() + ": tests that show it do not run.");
        }
        return there;
    }

    public static Seed read() throws IOException {
        return new Seed(folder());
    }

    private static Path folder() {
        return Path.of(System.getProperty("orrery.root", "."))
                .resolve("../shared/seed")
                .normalize();
    }

    public JsonNode outline() {
        return outline;
    }

    public Planet planet() {
        var all = new ArrayList<Subscription>();
        for (var feed : outline.get("feeds")) {
            var given = Given.subscription(feed.get("name").asText());
            var subscription = new Subscription(
                    given.id(),
                    given.feedId(),
                    feed.get("url").asText(),
                    given.name(),
                    feed.get("site").asText(),
                    null,
                    List.of(),
                    Planet.State.ACTIVE,
                    Map.of());
            subscriptions.put(feed.get("file").asText(), subscription);
            all.add(subscription);
        }
        return new Planet(
                "virt-tools",
                1,
                outline.get("title").asText(),
                outline.get("tagline").asText(),
                "https://planet.virt-tools.org/",
                new Planet.Owner("Daniel Berrange", null),
                List.of(),
                30,
                0,
                "UTC",
                "en",
                "modern",
                Map.of(),
                all);
    }

    /// Puts planet, entries and placements into the store.
    public void fill(Store store) throws Exception {
        var planet = planet();
        store.put(planet);
        for (var file : subscriptions.keySet()) {
            var subscription = subscriptions.get(file);
            boolean broken = subscription.name().equals("Stefan Hajnoczi");
            store.put(Given.feed(
                    subscription, broken ? FeedStatus.State.FAILING : FeedStatus.State.OK, broken ? 404 : null));
            var feed = new SyndFeedInput().build(new InputSource(Files.newInputStream(folder.resolve(file))));
            for (var entry : feed.getEntries()) {
                var tags = entry.getCategories().stream()
                        .map(SyndCategory::getName)
                        .toArray(String[]::new);
                store.show(planet, subscription, entry(subscription, entry), tags);
            }
        }
    }

    private static Entry entry(Subscription subscription, SyndEntry entry) {
        var markup = entry.getContents().stream()
                .map(SyndContent::getValue)
                .findFirst()
                .orElseGet(() -> entry.getDescription() == null
                        ? ""
                        : entry.getDescription().getValue());
        var clean = Jsoup.clean(markup, entry.getLink(), Safelist.relaxed().removeTags("h1", "h2", "h3", "h4"));
        // RSS has no place for a name without an address of mail.
        var author = entry.getAuthor() == null ? null : entry.getAuthor().replaceFirst("^\\S+@\\S+ \\((.*)\\)$", "$1");
        return Given.entry(
                        subscription,
                        entry.getTitle(),
                        entry.getPublishedDate().toInstant().toString())
                .link(entry.getLink())
                .html(clean)
                .language("en")
                .summary(Jsoup.parse(clean)
                        .text()
                        .substring(0, Math.min(200, Jsoup.parse(clean).text().length())))
                .by(
                        author == null || author.isEmpty() || author.equals("Unknown")
                                ? new String[0]
                                : new String[] {author})
                .get();
    }
}
