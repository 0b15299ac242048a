package dev.orrery.enricher.pipeline;

import static dev.orrery.enricher.RawEntries.entry;

import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Document;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Origin;
import dev.orrery.events.Rules;
import dev.orrery.events.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Random histories of a few feeds and planets, and what each record means, in terms of what it was made from.
final class Histories {
    private static final List<String> FEEDS = List.of("a", "b", "c", "d");
    private static final List<String> PLANETS = List.of("p", "q");
    private static final Instant DAY = Instant.parse("2026-02-27T00:00:00Z");
    private static final List<String> TEXTS =
            List.of(text("the ferry left the harbour at dawn"), text("a kernel scheduler"), text("how to prune roses"));

    private Histories() {}

    /// What happened, in some order; of one key always in the order of its revisions.
    record History(List<Event> events) {
        Map<TopicPartition, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> topics() {
            var topics = new TreeMap<String, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>>();
            var partitions = new TreeMap<String, TopicPartition>();
            for (var event : events) {
                var record = event.record();
                var partition = new TopicPartition(
                        record.topic(), Math.floorMod(event.key().hashCode(), 3));
                partitions.put(partition.toString(), partition);
                var log = topics.computeIfAbsent(partition.toString(), _ -> new ArrayList<>());
                log.add(Records.at(record, partition.partition(), log.size()));
            }
            var logs = new TreeMap<TopicPartition, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>>(
                    (one, other) -> one.toString().compareTo(other.toString()));
            topics.forEach((name, log) -> logs.put(partitions.get(name), log));
            return logs;
        }

        @Override
        public String toString() {
            return String.join("\n", events.stream().map(Event::toString).toList());
        }
    }

    /// A record of a topic.
    sealed interface Event {
        String key();

        ConsumerRecord<byte @Nullable [], byte @Nullable []> record();
    }

    /// @param link      as `host/number`, null for none
    /// @param canonical the same
    /// @param guid      one of few that are globally unique; null for the feed's own
    /// @param text      which of the long texts, less than 0 for a short one
    /// @param variant   of the text, with a word more or less somewhere
    record Post(
            String feed,
            String name,
            int revision,
            boolean present,
            @Nullable String link,
            @Nullable String canonical,
            @Nullable String guid,
            int text,
            int variant,
            @Nullable String takenFrom,
            @Nullable Instant published,
            Instant firstSeenAt,
            Instant rankAt)
            implements Event {
        String entryId() {
            return Ids.entryId(Records.feed(feed), name);
        }

        String title() {
            return "Title %s %d".formatted(name, revision);
        }

        @Override
        public String key() {
            return entryId();
        }

        RawEntry raw() {
            var links = new ArrayList<Link>();
            if (link != null) {
                links.add(new Link("https://%s".formatted(address(link)), "alternate", null, null));
            }
            if (canonical != null) {
                links.add(new Link(
                        "http://www.%s/?utm_source=x#more".formatted(address(canonical)), "canonical", null, null));
            }
            var raw = entry().from(Records.feedUrl(feed), name)
                    .revision(revision)
                    .title("text", title())
                    .html("<p>%s</p>".formatted(words()))
                    .links(links.toArray(Link[]::new))
                    .published(published)
                    .firstSeenAt(firstSeenAt)
                    .rankAt(rankAt)
                    .document(new Document("atom_1.0", null, "https://%s.example/".formatted(feed), null, 0));
            if (guid != null) {
                raw.guid(guid);
            }
            if (takenFrom != null) {
                raw.takenFrom(new Origin(null, null, "https://%s.example/".formatted(takenFrom)));
            }
            return (present ? raw : raw.withdrawn()).build();
        }

        @Override
        public ConsumerRecord<byte @Nullable [], byte @Nullable []> record() {
            return Records.raw(raw());
        }

        private String words() {
            return text < 0 ? "Short post %s.".formatted(name) : TEXTS.get(text) + " more".repeat(variant);
        }

        private static String address(String label) {
            return label.replace("/", ".example/post/");
        }
    }

    record PlanetChange(String slug, int revision, @Nullable Planet planet) implements Event {
        @Override
        public String key() {
            return slug;
        }

        @Override
        public ConsumerRecord<byte @Nullable [], byte @Nullable []> record() {
            return planet == null ? Records.planetGone(slug, revision) : Records.planet(planet);
        }

        @Override
        public String toString() {
            return planet == null
                    ? "%s %d gone".formatted(slug, revision)
                    : "%s %d %s %s"
                            .formatted(
                                    slug,
                                    revision,
                                    planet.decidesBy(),
                                    planet.subscriptions().stream()
                                            .map(each -> each.id() + " " + each.state() + " " + each.decidesBy())
                                            .toList());
        }
    }

    /// @param kind null if it is undone
    record Judgement(String planet, String entryId, Verdict.@Nullable Kind kind, int second) implements Event {
        @Override
        public String key() {
            return planet + "/" + entryId;
        }

        @Override
        public ConsumerRecord<byte @Nullable [], byte @Nullable []> record() {
            return kind == null
                    ? Records.undone(planet, entryId, second)
                    : Records.verdict(planet, entryId, kind, second);
        }
    }

    record FeedNews(String feed, int revision) implements Event {
        @Override
        public String key() {
            return Records.feed(feed);
        }

        @Override
        public ConsumerRecord<byte @Nullable [], byte @Nullable []> record() {
            return Records.feedStatus(feed, revision);
        }
    }

    static History random(Random random) {
        var chains = new ArrayList<List<? extends Event>>();
        var ids = new ArrayList<String>();
        int posts = 2 + random.nextInt(9);
        for (int i = 0; i < posts; i++) {
            var chain = posts(random, i);
            chains.add(chain);
            ids.add(chain.getFirst().entryId());
        }
        PLANETS.forEach(slug -> chains.add(planets(random, slug)));
        var judged = new TreeMap<String, List<Judgement>>();
        for (int i = random.nextInt(6); i > 0; i--) {
            var judgement = judgement(random, any(random, ids), judged.size() + 10 * i);
            judged.computeIfAbsent(judgement.key(), _ -> new ArrayList<>()).addFirst(judgement);
        }
        chains.addAll(judged.values());
        chains.add(List.of(new FeedNews("a", 1), new FeedNews("a", 2)));
        return new History(interleaved(chains, random));
    }

    private static List<Event> interleaved(List<List<? extends Event>> chains, Random random) {
        var order = new ArrayList<Integer>();
        IntStream.range(0, chains.size()).forEach(i -> chains.get(i).forEach(_ -> order.add(i)));
        Collections.shuffle(order, random);
        var next = new int[chains.size()];
        var events = new ArrayList<Event>();
        order.forEach(i -> events.add(chains.get(i).get(next[i]++)));
        return events;
    }

    private static List<Post> posts(Random random, int number) {
        var feed = any(random, FEEDS);
        var first = DAY.plusSeconds(3600L * random.nextInt(3));
        var rank = DAY.minusSeconds(3600L * 5 * random.nextInt(8)).minusMillis(random.nextInt(2));
        var chain = new ArrayList<Post>();
        int revisions = 1 + random.nextInt(3);
        for (int revision = 1; revision <= revisions; revision++) {
            chain.add(new Post(
                    feed,
                    "post-" + number,
                    revision,
                    random.nextInt(5) > 0,
                    random.nextInt(8) == 0 ? null : label(random, feed, number),
                    random.nextInt(5) == 0 ? label(random, feed, number) : null,
                    random.nextInt(5) == 0 ? "tag:example.org,2026:" + random.nextInt(3) : null,
                    random.nextInt(2) == 0 ? random.nextInt(TEXTS.size()) : -1,
                    random.nextInt(3),
                    random.nextInt(6) == 0 ? any(random, FEEDS) : null,
                    random.nextInt(4) == 0 ? null : rank.plusSeconds(3600L * random.nextInt(2)),
                    first,
                    rank));
        }
        return chain;
    }

    /// Often of its own host, seldom one that others have too.
    private static String label(Random random, String feed, int number) {
        var host = random.nextInt(3) == 0 ? any(random, FEEDS) : feed;
        return host + "/" + (random.nextInt(2) == 0 ? "own" + number : random.nextInt(3));
    }

    private static List<PlanetChange> planets(Random random, String slug) {
        var chain = new ArrayList<PlanetChange>();
        int revisions = 1 + random.nextInt(3);
        for (int revision = 1; revision <= revisions; revision++) {
            chain.add(
                    new PlanetChange(slug, revision, random.nextInt(10) == 0 ? null : planet(random, slug, revision)));
        }
        return chain;
    }

    private static Planet planet(Random random, String slug, int revision) {
        var carried = FEEDS.stream()
                .filter(_ -> random.nextInt(6) > 0)
                .map(name -> subscription(random, name))
                .toList();
        return Records.planetOf(slug, revision).withSubscriptions(carried).withRules(rules(random, true));
    }

    private static Subscription subscription(Random random, String name) {
        return new Subscription(
                name,
                Records.feed(name),
                Records.feedUrl(name),
                "Blog " + name,
                null,
                null,
                List.of(),
                Map.of(),
                random.nextInt(5) == 0 ? rules(random, false) : null,
                random.nextInt(6) == 0 ? State.PAUSED : State.ACTIVE,
                Map.of());
    }

    private static Rules rules(Random random, boolean isPlanet) {
        var burst = new Rules.Burst(1 + random.nextInt(2), Duration.ofHours(any(random, List.of(5, 12, 24, 36))));
        return new Rules(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                random.nextInt(2) == 0 ? burst : null,
                random.nextInt(3) == 0 ? 1 + random.nextInt(2) : null,
                (isPlanet && random.nextInt(6) == 0) ? false : null);
    }

    private static Judgement judgement(Random random, String entryId, int second) {
        var kinds = Verdict.Kind.values();
        var kind = random.nextInt(4) == 0 ? null : kinds[random.nextInt(kinds.length)];
        return new Judgement(any(random, PLANETS), entryId, kind, second);
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// Eighty words that no other text has.
    private static String text(String about) {
        return String.join(
                " ", IntStream.range(0, 20).mapToObj(i -> about + " part" + i).toList());
    }

    static Set<String> planetSlugs() {
        return new TreeSet<>(PLANETS);
    }
}
