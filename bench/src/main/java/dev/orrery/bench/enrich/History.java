package dev.orrery.bench.enrich;

import dev.orrery.bench.Plain;
import dev.orrery.bench.farm.Bodies;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.RawEntry;
import dev.orrery.events.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Planets, and posts of their feeds in the order in which a fetcher would have told of them.
///
/// @param feeds spread evenly over the planets, one planet each
/// @param bytes of HTML in a post, in the mean
public record History(int entries, int planets, int feeds, int bytes) {
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final int MINUTES_BETWEEN = 7;

    public void produce(String kafka) {
        try (var sender = new Sender(kafka, "bench-history")) {
            for (int i = 0; i < planets; i++) {
                var planet = planet(i);
                sender.send(EventCodec.record(Topics.PLANETS, planet.planet(), planet));
            }
            for (int i = 0; i < entries; i++) {
                var entry = entry(i);
                sender.send(EventCodec.record(Topics.RAW_ENTRIES, entry.entryId(), entry));
            }
        }
    }

    public static String slug(int planet) {
        return "planet-" + planet;
    }

    private Planet planet(int number) {
        var subscriptions = new ArrayList<Planet.Subscription>();
        for (int feed = number; feed < feeds; feed += planets) {
            subscriptions.add(Plain.subscription(feedId(feed), feedId(feed), address(feed), "Blog " + feed));
        }
        return Plain.planet(slug(number), "Planet " + number, 60, subscriptions);
    }

    private RawEntry entry(int number) {
        int feed = number % feeds;
        var link = "https://blog%d.example/posts/%d".formatted(feed, number);
        var at = FIRST.plusSeconds(60L * MINUTES_BETWEEN * number);
        var source = new RawEntry.Source(
                link,
                new RawEntry.Text("html", "Post %d of the wheel".formatted(number), null, null),
                List.of(new RawEntry.Link(link, "alternate", null, null)),
                null,
                new RawEntry.Text("html", Bodies.html(number, bytes), null, null),
                List.of(new RawEntry.Person("Author " + feed, null, null)),
                List.of(new RawEntry.Category("Clock work", null, null), new RawEntry.Category("Brass", null, null)),
                at,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null);
        return new RawEntry(
                Ids.entryId(feedId(feed), link),
                feedId(feed),
                address(feed),
                1,
                RawEntry.State.PRESENT,
                new RawEntry.Key(RawEntry.Key.Kind.GUID, link),
                at.plusSeconds(30),
                at,
                at.plusSeconds(30),
                null,
                Ids.contentHash(EventCodec.encode(source)),
                new RawEntry.Document("rss_2.0", address(feed), null, "en", 0),
                source);
    }

    private static String address(int feed) {
        return "https://blog%d.example/feed.xml".formatted(feed);
    }

    private static String feedId(int feed) {
        return Ids.feedId(address(feed));
    }
}
