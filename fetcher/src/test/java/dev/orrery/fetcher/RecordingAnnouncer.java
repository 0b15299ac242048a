package dev.orrery.fetcher;

import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Planet;
import dev.orrery.events.RawEntry;
import dev.orrery.fetcher.planets.PlanetTopic;
import dev.orrery.fetcher.poll.Announcer;
import dev.orrery.fetcher.poll.Sighting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Acknowledges everything and remembers it.
public final class RecordingAnnouncer implements Announcer, PlanetTopic {
    public final List<RawEntry> entries = new ArrayList<>();
    public final List<FeedStatus> feeds = new ArrayList<>();
    public final List<String> planets = new ArrayList<>();

    /// As they were told last, by slug.
    public final Map<String, Planet> announced = new HashMap<>();

    @Override
    public void entries(List<Sighting> sightings) {
        sightings.forEach(sighting -> entries.add(sighting.record()));
    }

    @Override
    public void feeds(List<FeedStatus> records) {
        feeds.addAll(records);
    }

    @Override
    public void planet(Planet planet) {
        announced.put(planet.planet(), planet);
        planets.add("%s %d: %d feeds"
                .formatted(
                        planet.planet(),
                        planet.revision(),
                        planet.subscriptions().size()));
    }

    @Override
    public void deleted(String slug, int revision) {
        planets.add("%s %d: deleted".formatted(slug, revision));
    }

    /// What was sent since the last call.
    public List<RawEntry> take() {
        var taken = List.copyOf(entries);
        entries.clear();
        return taken;
    }

    public static String json(RawEntry entry) {
        return new String(EventCodec.encode(entry), StandardCharsets.UTF_8);
    }
}
