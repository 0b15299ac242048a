package dev.orrery.enricher.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.pipeline.Histories.FeedNews;
import dev.orrery.enricher.pipeline.Histories.History;
import dev.orrery.enricher.pipeline.Reference.Expected;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.enricher.store.Documents;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Projection;
import dev.orrery.events.Topic;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// MongoDB and the topics it feeds are a pure function of the set of records: the property.
///
/// Random histories ([Histories]) are read by several enrichers that take turns between any two documents, die, lose
/// partitions and are sent back ([Simulation]); what is left must be what [Reference] says of the history. A history
/// that fails is made as small as it can be and printed with its seed.
///
/// `orrery.projection.histories` says how many; `orrery.projection.seed` with which to begin.
class ProjectionTest {
    private static final int HISTORIES = Integer.getInteger("orrery.projection.histories", 2_000);
    private static final long SEED = Long.getLong("orrery.projection.seed", 1);
    private static final int TRIES = 40;
    private static final Enrichment ENRICHMENT = new Enrichment(new Sanitizer());

    @Test
    void whateverHappensTheContentIsThatOfTheRecords() throws Exception {
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            var history = Histories.random(new Random(seed));
            var trouble = trouble(history, seed);
            if (trouble != null) {
                var small = smallest(history, seed);
                throw new AssertionError(
                        "seed %d: %s%n%nsmallest history that fails:%n%s".formatted(seed, trouble, small));
            }
        }
    }

    private static History smallest(History history, long seed) throws InterruptedException {
        var events = new ArrayList<>(history.events());
        for (int i = events.size() - 1; i >= 0; i--) {
            var event = events.remove(i);
            if (!isFailing(new History(List.copyOf(events)), seed)) {
                events.add(i, event);
            }
        }
        return new History(events);
    }

    private static boolean isFailing(History history, long seed) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            if (trouble(history, seed + i) != null) {
                return true;
            }
        }
        return false;
    }

    /// What is wrong with what several enrichers made of it; null if nothing is.
    private static @Nullable String trouble(History history, long seed) throws InterruptedException {
        var collections = new HashMap<String, MemoryDocuments>();
        var simulation = new Simulation(history.topics(), seed, (name, step) -> {
            Documents made = collections.computeIfAbsent(name, _ -> new MemoryDocuments(step));
            return made;
        });
        try {
            simulation.run();
            var content = new TreeMap<String, Map<String, Document>>();
            collections.forEach((name, documents) -> content.put(name, documents.documents()));
            check(new Reference(history), history, content, simulation.produced());
            return null;
        } catch (AssertionError e) {
            return e.getCause() == null ? e.getMessage() : stack(e.getCause());
        }
    }

    private static String stack(Throwable error) {
        var lines = new StringBuilder(error.toString());
        for (var frame : error.getStackTrace()) {
            lines.append("\n  at ").append(frame);
        }
        return lines.toString();
    }

    static void check(
            Reference reference, History history, Map<String, Map<String, Document>> content, RecordingEmitter topics) {
        assertThat(placements(content)).as("placements").isEqualTo(reference.placements());
        assertThat(entries(content)).as("entries").isEqualTo(entries(reference));
        assertThat(stored(content, Projection.PLANETS, "revision"))
                .as("planets")
                .isEqualTo(planets(reference));
        assertThat(content.get(Projection.VERDICTS).keySet())
                .as("verdicts")
                .isEqualTo(reference.judgements().keySet());
        content.get(Projection.VERDICTS).forEach((key, verdict) -> assertThat(verdict.get("undone"))
                .isEqualTo(reference.judgements().get(key).kind() == null));
        history.events().stream()
                .filter(event -> event instanceof FeedNews)
                .map(event -> (FeedNews) event)
                .reduce((_, last) -> last)
                .ifPresent(
                        last -> assertThat(value(content.get(Projection.FEEDS).get(last.key()), "revision"))
                                .isEqualTo(last.revision()));
        assertThat(text(topics, Topics.ENTRIES))
                .as("topic of entries")
                .isEqualTo(json(content.get(Projection.ENTRIES)));
        assertThat(text(topics, Topics.PLACEMENTS))
                .as("topic of placements")
                .isEqualTo(json(content.get(Projection.PLACEMENTS)));
        assertThat(content.get(Projection.GROUPS).keySet()).as("owed").noneMatch(id -> id.startsWith("o:"));
    }

    private static Map<String, Expected> placements(Map<String, Map<String, Document>> content) {
        var placements = new TreeMap<String, Expected>();
        content.get(Projection.PLACEMENTS).forEach((key, document) -> {
            var placement = EventCodec.json().convertValue(document.get("value"), Placement.class);
            assertThat(placement).as("a placement of %s: %s", key, document).isNotNull();
            placements.put(
                    key,
                    new Expected(
                            placement.outcome(),
                            placement.duplicateOf(),
                            placement.reasons().stream().map(Reason::rule).toList(),
                            placement.from().entryRevision(),
                            placement.from().planetRevision()));
        });
        return placements;
    }

    private static Map<String, String> entries(Map<String, Map<String, Document>> content) {
        var entries = new TreeMap<String, String>();
        content.get(Projection.ENTRIES).forEach((id, document) -> {
            var value = document.get("value");
            entries.put(id, document.get("revision") + " " + (value == null ? "gone" : written(value)));
        });
        return entries;
    }

    private static Map<String, String> entries(Reference reference) {
        var entries = new TreeMap<String, String>();
        reference
                .posts()
                .forEach((id, post) -> entries.put(
                        id,
                        post.revision() + " " + (post.present() ? written(ENRICHMENT.enrich(post.raw())) : "gone")));
        return entries;
    }

    private static Map<String, String> planets(Reference reference) {
        var planets = new TreeMap<String, String>();
        reference.planets().forEach((slug, change) -> planets.put(slug, String.valueOf(change.revision())));
        return planets;
    }

    private static Map<String, String> stored(
            Map<String, Map<String, Document>> content, String collection, String field) {
        var fields = new TreeMap<String, String>();
        content.get(collection).forEach((id, document) -> fields.put(id, String.valueOf(document.get(field))));
        return fields;
    }

    private static @Nullable Object value(Document document, String field) {
        return document.get("value", Document.class).get(field);
    }

    private static Map<String, String> text(RecordingEmitter topics, Topic<?> topic) {
        var text = new TreeMap<String, String>();
        topics.compacted(topic).forEach((key, value) -> text.put(key, new String(value, StandardCharsets.UTF_8)));
        return text;
    }

    private static Map<String, String> json(Map<String, Document> documents) {
        var json = new TreeMap<String, String>();
        documents.forEach((id, document) -> {
            var value = document.get("value");
            if (value != null) {
                json.put(id, written(value));
            }
        });
        return json;
    }

    private static String written(Object value) {
        return new String(EventCodec.encode(value), StandardCharsets.UTF_8);
    }
}
