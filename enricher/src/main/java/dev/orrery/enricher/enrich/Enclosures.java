package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Texts;
import dev.orrery.events.Enclosure;
import dev.orrery.events.RawEntry.Source;
import java.util.LinkedHashMap;
import java.util.List;

/// The files that go with an entry, at absolute addresses, each once.
final class Enclosures {
    private static final int MOST = 50;

    private Enclosures() {}

    static List<Enclosure> of(Source source, Links links) {
        var files = new LinkedHashMap<String, Enclosure>();
        for (var file : source.enclosures()) {
            var url = links.addresses().web(file.url());
            if (url != null && files.size() < MOST) {
                var type = file.type() == null ? "" : Texts.line(file.type());
                files.putIfAbsent(url, new Enclosure(url, type.isEmpty() ? null : type, file.length()));
            }
        }
        return List.copyOf(files.values());
    }
}
