package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.store.Entries;
import dev.orrery.enricher.store.Group;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.StoredVerdict;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.DeadLetter;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles a batch of records of any of our topics: when it returns, all they come to is stored and produced.
///
/// A record that cannot be read, or that we fail on, is a dead letter and the others go on. A store that is down is an
/// exception: nothing was lost, the batch is to be handled again.
public final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final String SERVICE = "orrery-enricher";

    private final Stores stores;
    private final Emitter emitter;
    private final InstantSource clock;
    private final RecordReader reader;
    private final Placing placing;
    private final Membership membership;

    public Pipeline(Stores stores, Emitter emitter, Enrichment enrichment, Placer placer, InstantSource clock) {
        this.stores = stores;
        this.emitter = emitter;
        this.clock = clock;
        this.reader = new RecordReader(enrichment);
        this.placing = new Placing(stores, placer, emitter);
        this.membership = new Membership(stores);
    }

    /// What a batch comes to before any store is asked: it depends on nothing but the records, so it can be made ahead.
    static final class Prepared {
        private final List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> readable = new ArrayList<>();
        private final List<Poison> poison = new ArrayList<>();
        private final Work work = new Work();

        private Set<TopicPartition> partitions() {
            return readable.stream()
                    .map(record -> new TopicPartition(record.topic(), record.partition()))
                    .collect(Collectors.toSet());
        }
    }

    private record Poison(ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Exception error) {}

    public void handle(List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> batch) throws InterruptedException {
        finish(prepare(batch));
    }

    Prepared prepare(List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> batch) {
        var prepared = new Prepared();
        for (ConsumerRecord<byte @Nullable [], byte @Nullable []> record : batch) {
            try {
                reader.read(record, prepared.work);
                prepared.readable.add(record);
            } catch (UnreadableEvent | RuntimeException e) {
                prepared.poison.add(new Poison(record, e));
            }
        }
        return prepared;
    }

    /// Returns when everything is stored and produced.
    void finish(Prepared prepared) throws InterruptedException {
        for (var poison : prepared.poison) {
            bury(poison.record(), poison.error());
        }
        try {
            process(prepared.work, prepared.partitions());
        } catch (RuntimeException e) {
            if (Outage.is(e)) {
                throw e;
            }
            singly(prepared.readable, e);
        }
    }

    /// Finds the record that fails its batch.
    private void singly(List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> batch, RuntimeException failure)
            throws InterruptedException {
        if (batch.size() == 1) {
            bury(batch.getFirst(), failure);
            return;
        }
        LOG.warn("A record fails its batch; handling {} records one by one.", batch.size(), failure);
        for (ConsumerRecord<byte @Nullable [], byte @Nullable []> record : batch) {
            finish(prepare(List.of(record)));
        }
    }

    private void bury(ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Throwable error)
            throws InterruptedException {
        LOG.warn(
                "A record goes to the dead letters: {} topic={} partition={} offset={}",
                error.getMessage(),
                record.topic(),
                record.partition(),
                record.offset());
        var letter = DeadLetter.of(record, SERVICE, error, clock.instant());
        try {
            emitter.bury(List.of(letter));
        } catch (RecordTooLargeException e) {
            LOG.warn("Its dead letter is too large and goes without its value.", e);
            emitter.bury(List.of(DeadLetter.withoutValue(letter)));
        }
    }

    /// Decides anew on all that a planet has, for a replay.
    ///
    /// @param since only on entries first seen since then
    public void placeAnew(String slug, Instant since) throws InterruptedException {
        placePlanet(slug, keys -> since.equals(Instant.MIN) ? keys : seenSince(since, keys));
    }

    private List<PlacementKey> seenSince(Instant since, List<PlacementKey> keys) {
        var entries = stores.entries()
                .readWithoutMarkup(keys.stream().map(PlacementKey::entryId).collect(Collectors.toSet()));
        return keys.stream()
                .filter(key -> isSeenSince(since, entries.get(key.entryId())))
                .toList();
    }

    private static boolean isSeenSince(Instant since, @Nullable StoredEntry entry) {
        return entry != null
                && entry.value() != null
                && !entry.value().firstSeenAt().isBefore(since);
    }

    private void process(Work work, Set<TopicPartition> partitions) throws InterruptedException {
        stores.feeds().merge(work.feeds());
        stores.planets().merge(work.planets());
        membership.carry(work.planets());
        stores.verdicts().merge(work.verdicts());
        var owed = new Owed(stores.groups(), partitions);
        var merged = stores.entries().merge(work.entries(), owed::groups);
        var placed = new HashSet<PlacementKey>();
        var joined = place(merged, work.verdicts(), owed, placed);
        for (var planet : slugs(work.planets())) {
            placePlanet(
                    planet,
                    all -> all.stream().filter(key -> !placed.contains(key)).toList());
        }
        membership.settle(joined);
        owed.done();
    }

    /// @return the groups of the entries as they were before anything was decided
    private Collection<Group> place(
            Entries.Result merged, List<StoredVerdict> verdicts, Owed owed, Set<PlacementKey> placed)
            throws InterruptedException {
        var stored = merged.stored();
        var view = new View();
        view.know(stored.values());
        var joined = membership.join(stored.values());
        view.knowGroups(joined);
        var keys = new LinkedHashSet<PlacementKey>();
        verdicts.stream().map(StoredVerdict::key).forEach(keys::add);
        keys.addAll(everywhere(merged.replayed(), view));
        keys.addAll(everywhere(owed.entries(), view));
        var quiet = neighbours(stored, verdicts, owed.groups(), view);
        quiet.removeIf(key -> stored.containsKey(key.entryId()) || keys.contains(key));
        owed.entries(quiet.stream().map(PlacementKey::entryId).toList());
        placeEntries(stored, keys, view, placed);
        keys.removeAll(placed);
        placed.addAll(placeKeys(keys, Scope::of, view));
        // Of these not all was produced, so they do not count as placed.
        placeKeys(quiet, Scope::quietly, view);
        return joined;
    }

    /// On all planets on which they may ever have had a place.
    private Set<PlacementKey> everywhere(Collection<String> entries, View view) {
        return view.complete(stores, () -> {
            view.wantEntries(entries);
            var keys = new LinkedHashSet<PlacementKey>();
            for (var id : entries) {
                var entry = view.entry(id);
                if (entry != null) {
                    var planets = view.group(GroupIds.carriers(entry.feedId())).members();
                    planets.forEach(slug -> keys.add(new PlacementKey(slug, id)));
                }
            }
            return keys;
        });
    }

    private Set<PlacementKey> neighbours(
            Map<String, StoredEntry> stored, List<StoredVerdict> verdicts, Set<String> left, View view) {
        var judged = verdicts.stream().map(verdict -> verdict.key().entryId()).collect(Collectors.toSet());
        return view.complete(stores, () -> {
            view.wantEntries(judged);
            var entries = new HashMap<>(stored);
            for (var id : judged) {
                var entry = view.entry(id);
                if (entry != null) {
                    entries.put(id, entry);
                }
            }
            return Neighbours.of(view, entries.values(), left);
        });
    }

    private void placeEntries(
            Map<String, StoredEntry> stored, Set<PlacementKey> keys, View view, Set<PlacementKey> placed)
            throws InterruptedException {
        var byEntry = keys.stream().collect(Collectors.groupingBy(PlacementKey::entryId));
        for (var slice : Slices.of(
                stored, feed -> view.group(GroupIds.carriers(feed)).members().size())) {
            var records = new ArrayList<ProducerRecord<String, byte @Nullable []>>(slice.size());
            var alsoKeys = new HashSet<PlacementKey>();
            for (var id : slice) {
                if (emitter.isHeard()) {
                    records.add(record(id, stored));
                }
                alsoKeys.addAll(byEntry.getOrDefault(id, List.of()));
            }
            var done = placing.place(new Scope(slice, alsoKeys, Set.of()), view, records);
            placed.addAll(done.keys());
            if (emitter.isHeard()) {
                produceAgain(done.moved());
            }
        }
    }

    /// Entries that another enricher stored while we produced: ours may have come after theirs, and the last one
    /// counts.
    private void produceAgain(Set<String> moved) throws InterruptedException {
        var pending = moved;
        while (!pending.isEmpty()) {
            var stored = stores.entries().read(pending);
            emitter.emit(stored.keySet().stream().map(id -> record(id, stored)).toList());
            var now = stores.entries().revs(pending);
            pending = stored.values().stream()
                    .filter(entry -> !entry.rev().equals(now.get(entry.entryId())))
                    .map(StoredEntry::entryId)
                    .collect(Collectors.toSet());
        }
    }

    private static ProducerRecord<String, byte @Nullable []> record(String id, Map<String, StoredEntry> stored) {
        var entry = Objects.requireNonNull(stored.get(id));
        return entry.value() == null
                ? EventCodec.tombstone(Topics.ENTRIES, id, entry.revision())
                : EventCodec.record(Topics.ENTRIES, id, entry.value());
    }

    private Set<PlacementKey> placeKeys(
            Set<PlacementKey> keys, Function<Collection<PlacementKey>, Scope> scope, View view)
            throws InterruptedException {
        var placed = new HashSet<PlacementKey>();
        for (var slice : Slices.of(keys)) {
            placed.addAll(placing.place(scope.apply(slice), view, List.of()).keys());
        }
        return placed;
    }

    /// @param which takes out what need not be placed, such as what was after the planet was stored
    private void placePlanet(String slug, UnaryOperator<List<PlacementKey>> which) throws InterruptedException {
        var planet = stores.planets().read(List.of(slug)).get(slug);
        if (planet == null) {
            return;
        }
        var parts = new ArrayList<List<PlacementKey>>();
        stores.placements().strays(slug, planet.feeds(), Slices.MOST, parts::add);
        stores.entries().ofFeeds(planet.feeds(), Slices.MOST, ids -> parts.add(keys(slug, ids)));
        for (var part : parts) {
            var rest = which.apply(part);
            if (!rest.isEmpty()) {
                placing.place(Scope.of(rest), new View(), List.of());
            }
        }
    }

    private static List<PlacementKey> keys(String slug, List<String> entries) {
        return entries.stream().map(id -> new PlacementKey(slug, id)).toList();
    }

    private static Set<String> slugs(List<StoredPlanet> planets) {
        var slugs = new LinkedHashSet<String>();
        planets.forEach(planet -> slugs.add(planet.slug()));
        return slugs;
    }
}
