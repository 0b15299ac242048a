package dev.orrery.publisher.search;

import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// An index that a test fills by hand.
public final class Indexed implements AutoCloseable {
    private final LiveIndex live;
    private final SearchIndex index;
    private final Filing filing;
    private final Map<String, String> titles = new HashMap<>();

    public Indexed(Path folder) throws IOException {
        this(folder, new LiveIndex());
    }

    /// @param live what readers read
    public Indexed(Path folder, LiveIndex live) throws IOException {
        this.live = live;
        index = live.open(new IndexFolder(folder, 0));
        filing = new Filing(index);
        live.come(LiveIndex.COMPLETE);
    }

    LiveIndex live() {
        return live;
    }

    SearchIndex index() {
        return index;
    }

    public Entry show(Planet planet, Subscription subscription, Entry entry, String... tags) throws IOException {
        file(entry);
        file(Given.placement(planet, subscription, entry, tags));
        return entry;
    }

    public void file(Entry entry) throws IOException {
        titles.put(entry.entryId(), entry.title());
        filing.entry(entry.entryId(), entry);
        index.refresh();
    }

    public void file(Placement placement) throws IOException {
        filing.placement(placement.key(), placement);
        index.refresh();
    }

    void forget(Entry entry) throws IOException {
        filing.entry(entry.entryId(), null);
        index.refresh();
    }

    public void forget(String placement) throws IOException {
        filing.placement(placement, null);
        index.refresh();
    }

    /// All that a store holds, as if it had come from the topics.
    public void fill(Store store) throws IOException {
        for (var document : store.database().getCollection(Projection.ENTRIES).find()) {
            file(value(document, Entry.class));
        }
        for (var document :
                store.database().getCollection(Projection.PLACEMENTS).find()) {
            file(value(document, Placement.class));
        }
    }

    private static <T> T value(Document document, Class<T> type) {
        return EventCodec.json().convertValue(document.get("value"), type);
    }

    /// How much of the index is there, as readers are told.
    public void come(int percent) {
        live.come(percent);
    }

    Found find(Planet planet, String typed, Sorting sorting) throws IOException {
        return new Searcher(live, () -> 0L).find(planet, QuestionReader.read(typed), sorting, 1, 20);
    }

    /// The titles of what is found, best first.
    List<String> titles(Planet planet, String typed) throws IOException {
        return titles(planet, typed, Sorting.BEST);
    }

    List<String> titles(Planet planet, String typed, Sorting sorting) throws IOException {
        return find(planet, typed, sorting).hits().stream()
                .map(hit -> titles.get(hit.entryId()))
                .toList();
    }

    @Override
    public void close() {
        live.close();
    }
}
