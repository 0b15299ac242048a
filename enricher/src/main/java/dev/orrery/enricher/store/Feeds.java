package dev.orrery.enricher.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/// The collection `feeds`: kept for the publisher, nothing here depends on it.
public final class Feeds {
    private final Documents documents;
    private final Newest newest;

    Feeds(Documents documents) {
        this.documents = documents;
        this.newest = new Newest(documents);
    }

    public void merge(List<StoredFeed> candidates) {
        newest.merge(candidates.stream().map(Feeds::document).toList());
    }

    /// Those of which anything was ever heard.
    public Set<String> known(Collection<String> feeds) {
        return documents.revs(feeds).keySet();
    }

    private static Document document(StoredFeed feed) {
        var document = new Document(Documents.ID, feed.feedId())
                .append(Documents.REV, feed.rev())
                .append("deleted", feed.value() == null);
        return feed.value() == null ? document : document.append(Documents.VALUE, Values.document(feed.value()));
    }
}
