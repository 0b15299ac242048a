package dev.orrery.fetcher.planets;

import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Content;
import dev.orrery.events.Planet.Owner;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// What the keys of a planet file mean, what they may hold and what stands where they are left out.
final class PlanetReader {
    static final Set<String> PLANET_KEYS = ordered(
            "title",
            "tagline",
            "link",
            "owner",
            "hosts",
            "items",
            "days",
            "timezone",
            "locale",
            "theme",
            "content",
            "rules",
            "subscriptions");
    static final Set<String> OWNER_KEYS = ordered("name", "email");
    static final Set<String> CONTENT_KEYS = contentKeys();
    static final Set<String> SUBSCRIPTION_KEYS =
            ordered("name", "feed", "site", "face", "tags", "content", "rules", "state", "insecure", "max_size");

    static final int ITEMS = 60;
    static final int MOST_ITEMS = 1_000;
    static final int DAYS = 0;
    static final int MOST_DAYS = 3_650;
    static final int MOST_MEBIBYTES = 100;
    static final int MOST_TAGS = 50;
    static final String TIMEZONE = "UTC";
    static final String LOCALE = "en";
    static final String THEME = "modern";

    /// It is part of addresses and of record keys.
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    private final Problems problems;
    private final @Nullable URI base;
    private final Map<String, FeedTerms> terms = new HashMap<>();
    private final RulesReader rules = new RulesReader();

    PlanetReader(Problems problems, @Nullable URI base) {
        this.problems = problems;
        this.base = base;
    }

    /// @return meaningless where there are problems
    Planet planet(String slug, MappingNode root) {
        if (!SLUG.matcher(slug).matches()) {
            problems.add(
                    0,
                    null,
                    "“%s” cannot be a planet's name: a planet file is named by lower case letters, digits"
                                    .formatted(slug)
                            + " and hyphens, for example clocks.yaml");
        }
        var file = new Section(problems, "", root);
        file.allowOnly(PLANET_KEYS, "a planet");
        return new Planet(
                slug,
                0,
                file.neededText("title", "every planet has one: `title: Planet Clocks`"),
                file.text("tagline"),
                address(file, "link"),
                owner(file.section("owner")),
                hosts(file),
                file.number("items", ITEMS, 1, MOST_ITEMS),
                file.number("days", DAYS, 0, MOST_DAYS),
                timezone(file),
                locale(file),
                theme(file),
                Map.of(),
                content(file),
                rules.ofPlanet(file.section("rules")),
                subscriptions(file));
    }

    /// What was asked for of those feeds of the planet that was read.
    Map<String, FeedTerms> terms() {
        return terms;
    }

    private static @Nullable Owner owner(@Nullable Section owner) {
        if (owner == null) {
            return null;
        }
        owner.allowOnly(OWNER_KEYS, "an owner");
        var email = owner.text("email");
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            owner.problem("email", "“%s” is not an e-mail address".formatted(email));
        }
        return new Owner(owner.text("name"), email);
    }

    private List<String> hosts(Section file) {
        var hosts = new LinkedHashSet<String>();
        for (var node : file.list("hosts")) {
            var host = node instanceof ScalarNode scalar
                    ? scalar.getValue().strip().toLowerCase(Locale.ROOT)
                    : "";
            if (!HOST.matcher(host).matches()) {
                problems.add(
                        node,
                        file.at("hosts"),
                        "“%s” is not a host name; write it without https:// and without a path: planet.example.org"
                                .formatted(host));
            } else if (!hosts.add(host)) {
                problems.add(node, file.at("hosts"), "the host %s is there twice".formatted(host));
            }
        }
        return List.copyOf(hosts);
    }

    private static String timezone(Section file) {
        var zone = file.text("timezone");
        if (zone == null) {
            return TIMEZONE;
        }
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            var near = Slips.nearest(zone, new TreeSet<>(ZoneId.getAvailableZoneIds()));
            file.problem(
                    "timezone",
                    "“%s” is not a time zone; %s"
                            .formatted(zone, near != null ? "did you mean " + near + "?" : "one is Europe/Berlin"));
            return TIMEZONE;
        }
    }

    private static String locale(Section file) {
        var written = file.text("locale");
        if (written == null) {
            return LOCALE;
        }
        try {
            var locale = new Locale.Builder()
                    .setLanguageTag(written.replace('_', '-'))
                    .build();
            if (Set.of(Locale.getISOLanguages()).contains(locale.getLanguage())) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // Said below.
        }
        file.problem("locale", "“%s” is not a language; write for example en, de or pt-BR".formatted(written));
        return LOCALE;
    }

    private static String theme(Section file) {
        var theme = file.text("theme");
        if (theme != null && !SLUG.matcher(theme).matches()) {
            file.problem("theme", "“%s” cannot be a theme's name; one is modern".formatted(theme));
        }
        return theme == null ? THEME : theme;
    }

    private List<Subscription> subscriptions(Section file) {
        if (!file.has("subscriptions")) {
            file.problem("subscriptions", "`subscriptions` is missing; it lists the feeds: `- feed: https://…`");
        }
        var subscriptions = new ArrayList<Subscription>();
        var feeds = new LinkedHashMap<String, Integer>();
        int index = 0;
        for (var node : file.list("subscriptions")) {
            var path = "subscriptions[%d]".formatted(index++);
            if (!(node instanceof MappingNode mapping)) {
                problems.add(node, path, "a subscription is a block of keys: `- feed: https://…`");
                continue;
            }
            var subscription = subscription(new Section(problems, path, mapping));
            int line = node.getStartMark().getLine() + 1;
            var before = subscription == null ? null : feeds.putIfAbsent(subscription.feedId(), line);
            if (before != null) {
                problems.add(node, path + ".feed", "this feed is subscribed to already, in line " + before);
            } else if (subscription != null) {
                subscriptions.add(subscription);
            }
        }
        return subscriptions;
    }

    private @Nullable Subscription subscription(Section block) {
        var extra = new LinkedHashMap<String, String>();
        for (var key : block.keys()) {
            var value = SUBSCRIPTION_KEYS.contains(key) ? null : block.text(key);
            if (value != null) {
                extra.put(key, value);
            }
        }
        var name = block.text("name");
        var site = address(block, "site");
        var face = address(block, "face");
        var tags = tags(block);
        var content = content(block);
        var own = rules.ofSubscription(block.section("rules"));
        var state = state(block);
        var feed = feed(block, extra.keySet());
        if (feed == null) {
            return null;
        }
        var id = Ids.feedId(feed);
        var asked = new FeedTerms(block.flag("insecure"), block.number("max_size", 0, 1, MOST_MEBIBYTES) << 20);
        if (!asked.equals(FeedTerms.USUAL)) {
            terms.put(id, asked);
        }
        var shown = name == null ? hostOf(feed) : name;
        return new Subscription(id, id, feed, shown, site, face, tags, content, own, state, extra);
    }

    /// One word for all outputs, or a block with a word for each.
    private static Map<String, Content> content(Section block) {
        if (!block.isBlock("content")) {
            var all = amount(block, "content");
            return all == null ? Map.of() : Map.of(Content.ALL, all);
        }
        var outputs = block.section("content");
        var content = new LinkedHashMap<String, Content>();
        if (outputs != null) {
            outputs.allowOnly(CONTENT_KEYS, "`content`");
            for (var output : CONTENT_KEYS) {
                var amount = amount(outputs, output);
                if (amount != null) {
                    content.put(output, amount);
                }
            }
        }
        return content;
    }

    private static @Nullable Content amount(Section block, String key) {
        return switch (block.text(key)) {
            case null -> null;
            case "full" -> Content.FULL;
            case "excerpt" -> Content.EXCERPT;
            case String other -> {
                block.problem(key, "`%s` is “%s”; it has to be full or excerpt".formatted(key, other));
                yield null;
            }
        };
    }

    private static List<String> tags(Section block) {
        var tags = block.texts("tags");
        if (tags.size() > MOST_TAGS) {
            block.problem("tags", "there are %d tags; %d are the most".formatted(tags.size(), MOST_TAGS));
        }
        tags.stream()
                .filter(tag -> tag.length() > RulesReader.LONGEST_TAG)
                .forEach(tag -> block.problem("tags", RulesReader.tooLong("tag", RulesReader.LONGEST_TAG)));
        return tags;
    }

    private static State state(Section block) {
        return switch (block.text("state")) {
            case null -> State.ACTIVE;
            case "active" -> State.ACTIVE;
            case "probation" -> State.PROBATION;
            case "paused" -> State.PAUSED;
            case String other -> {
                block.problem("state", "`state` is “%s”; it has to be active, probation or paused".formatted(other));
                yield State.ACTIVE;
            }
        };
    }

    private @Nullable String feed(Section block, Set<String> ownKeys) {
        if (block.text("feed") == null) {
            var slip = Slips.nearest("feed", ownKeys);
            block.neededText(
                    "feed",
                    slip == null
                            ? "a subscription names its feed: `feed: https://…`"
                            : "did you mean `feed` where it says `%s`?".formatted(slip));
        }
        return address(block, "feed");
    }

    /// The name of a subscription that has none. What the feed calls itself is left to readers' pages: it is not
    /// known before the first poll, and it changes.
    private static String hostOf(String feed) {
        var host = URI.create(feed).getHost();
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    private @Nullable String address(Section section, String key) {
        var written = section.text(key);
        return switch (written == null ? null : Addresses.read(written, base)) {
            case null -> null;
            case Addresses.Address address -> address.uri().toString();
            case Addresses.Wrong wrong -> {
                section.problem(key, "`%s`: %s".formatted(key, wrong.sentence()));
                yield null;
            }
        };
    }

    private static Set<String> contentKeys() {
        var keys = new LinkedHashSet<String>();
        keys.add(Content.ALL);
        keys.addAll(Content.OUTPUTS);
        return Collections.unmodifiableSet(keys);
    }

    private static Set<String> ordered(String... keys) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
    }
}
