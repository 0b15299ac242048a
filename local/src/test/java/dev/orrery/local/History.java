package dev.orrery.local;

import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.RawEntry;
import dev.orrery.events.Topics;
import dev.orrery.events.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A small history with everything that can happen to an entry: it comes, is edited, withdrawn, comes back; a planet
/// takes feeds on and drops them, and goes; an owner hides and shows.
final class History {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int FEEDS = 6;

    private History() {}

    /// In the order in which it happened.
    static List<ProducerRecord<String, byte[]>> of(int entries, long seed) {
        var random = new Random(seed);
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        records.add(planet("clocks", 1, 4));
        records.add(planet("glass", 1, FEEDS));
        records.add(planet("passing", 1, 2));
        for (int feed = 0; feed < FEEDS; feed++) {
            records.add(status(feed, 1));
            records.add(status(feed, 2));
        }
        for (int i = 0; i < entries; i++) {
            int revisions = 1 + random.nextInt(3);
            for (int revision = 1; revision <= revisions; revision++) {
                boolean withdrawn = revision > 1 && random.nextInt(4) == 0;
                records.add(entry(i, revision, withdrawn));
            }
            if (random.nextInt(5) == 0) {
                records.add(verdict(i, random.nextBoolean() ? Verdict.Kind.HIDE : Verdict.Kind.SHOW));
            }
        }
        records.add(planet("clocks", 2, 3));
        records.add(EventCodec.tombstone(Topics.PLANETS, "passing", 2));
        return records;
    }

    static String feedId(int feed) {
        return Ids.feedId(address(feed));
    }

    private static ProducerRecord<String, byte[]> entry(int i, int revision, boolean withdrawn) {
        var feed = i % FEEDS;
        var link = "https://blog%d.example/%d".formatted(feed, i);
        var id = Ids.entryId(feedId(feed), link);
        var at = START.plusSeconds(600L * i);
        var record = new RawEntry(
                id,
                feedId(feed),
                address(feed),
                revision,
                withdrawn ? RawEntry.State.WITHDRAWN : RawEntry.State.PRESENT,
                new RawEntry.Key(RawEntry.Key.Kind.LINK, link),
                at.plusSeconds(60),
                at,
                at.plusSeconds(60L * revision),
                revision > 1 ? at.plusSeconds(60L * revision) : null,
                "hash-" + revision,
                withdrawn ? null : new RawEntry.Document("rss_2.0", address(feed), null, "en", 0),
                withdrawn ? null : source(i, revision, link));
        return EventCodec.record(Topics.RAW_ENTRIES, id, record);
    }

    private static RawEntry.Source source(int i, int revision, String link) {
        return new RawEntry.Source(
                link,
                new RawEntry.Text("text", "Post %d, revision %d".formatted(i, revision), null, null),
                List.of(new RawEntry.Link(link, "alternate", null, null)),
                null,
                new RawEntry.Text(
                        "html",
                        "<p>Words of <b>post</b> %d.%d<script>x()</script></p>".formatted(i, revision),
                        null,
                        null),
                List.of(new RawEntry.Person(i % 3 == 0 ? "Unknown" : "Ann", null, null)),
                List.of(new RawEntry.Category("Clock work", null, null)),
                START.plusSeconds(600L * i),
                null,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    private static ProducerRecord<String, byte[]> planet(String slug, int revision, int feeds) {
        var subscriptions = new ArrayList<Planet.Subscription>();
        for (int feed = 0; feed < feeds; feed++) {
            subscriptions.add(new Planet.Subscription(
                    "s" + feed,
                    feedId(feed),
                    address(feed),
                    "Blog " + feed,
                    null,
                    null,
                    List.of(),
                    Planet.State.ACTIVE,
                    Map.of()));
        }
        var planet = new Planet(
                slug,
                revision,
                slug,
                null,
                null,
                null,
                List.of(),
                60,
                0,
                "UTC",
                "en",
                "modern",
                Map.of(),
                subscriptions);
        return EventCodec.record(Topics.PLANETS, slug, planet);
    }

    private static ProducerRecord<String, byte[]> status(int feed, int revision) {
        var health = new FeedStatus.Health(
                FeedStatus.State.OK,
                START,
                "Polled as planned.",
                200,
                0,
                START,
                START,
                null,
                START.plusSeconds(revision),
                null);
        return EventCodec.record(
                Topics.FEEDS,
                feedId(feed),
                new FeedStatus(
                        feedId(feed),
                        revision,
                        address(feed),
                        List.of(),
                        "Blog " + feed,
                        null,
                        null,
                        null,
                        null,
                        2,
                        health));
    }

    private static ProducerRecord<String, byte[]> verdict(int i, Verdict.Kind kind) {
        var feed = i % FEEDS;
        var id = Ids.entryId(feedId(feed), "https://blog%d.example/%d".formatted(feed, i));
        var verdict = new Verdict("glass", id, kind, "bo", START.plusSeconds(i), null);
        return EventCodec.record(Topics.MODERATION, verdict.key(), verdict);
    }

    private static String address(int feed) {
        return "https://blog%d.example/feed.xml".formatted(feed);
    }
}
