package dev.orrery.enricher;

import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Document;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Origin;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.State;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.events.RawEntry.Thumbnail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds raw entries as a test wants them.
public final class RawEntries {
    public static final String FEED_URL = "https://blog.example/feed.xml";
    public static final String FEED = Ids.feedId(FEED_URL);
    public static final Instant SEEN = Instant.parse("2026-03-01T12:00:00Z");

    private String feedId = FEED;
    private String feedUrl = FEED_URL;
    private Instant firstSeenAt = SEEN;
    private Instant rankAt = SEEN.minusSeconds(3600);
    private @Nullable Instant published = SEEN.minusSeconds(3600);
    private @Nullable String guid;
    private @Nullable Origin origin;
    private String key = "post-1";
    private RawEntry.Key.Kind kind = RawEntry.Key.Kind.GUID;
    private int revision = 1;
    private State state = State.PRESENT;
    private Instant seenAt = SEEN;
    private @Nullable Instant editedAt;
    private @Nullable Text title = new Text(Text.PLAIN, "A post", null, null);
    private @Nullable Text summary;
    private @Nullable Text content = new Text(Text.HTML, "<p>Hello.</p>", null, null);
    private List<Link> links = List.of(new Link("https://blog.example/2026/post", "alternate", "text/html", null));
    private List<Person> authors = List.of();
    private List<Category> categories = List.of();
    private final List<Thumbnail> thumbnails = new ArrayList<>();
    private Document document = new Document("atom_1.0", null, "https://blog.example/", null, 0);

    public static RawEntries entry() {
        return new RawEntries();
    }

    public RawEntries of(String feed, String ownKey) {
        feedId = feed;
        key = ownKey;
        var address = "https://blog.example/%s/%s".formatted(feed, ownKey.replace(' ', '-'));
        links = List.of(new Link(address, "alternate", "text/html", null));
        return this;
    }

    /// As the feed at an address has it.
    public RawEntries from(String url, String ownKey) {
        feedUrl = url;
        return of(Ids.feedId(url), ownKey);
    }

    public RawEntries firstSeenAt(Instant when) {
        firstSeenAt = when;
        return this;
    }

    public RawEntries rankAt(Instant when) {
        rankAt = when;
        return this;
    }

    public RawEntries published(@Nullable Instant when) {
        published = when;
        return this;
    }

    public RawEntries guid(String value) {
        guid = value;
        return this;
    }

    /// What its identity is made of.
    public RawEntries known(RawEntry.Key.Kind by, String value) {
        kind = by;
        key = value;
        return this;
    }

    public RawEntries takenFrom(Origin other) {
        origin = other;
        return this;
    }

    public RawEntries revision(int number) {
        revision = number;
        seenAt = SEEN.plusSeconds(60L * number);
        return this;
    }

    public RawEntries seenAt(Instant when) {
        seenAt = when;
        return this;
    }

    public RawEntries editedAt(Instant when) {
        editedAt = when;
        return this;
    }

    public RawEntries withdrawn() {
        state = State.WITHDRAWN;
        return this;
    }

    public RawEntries title(String type, String value) {
        title = new Text(type, value, null, null);
        return this;
    }

    public RawEntries untitled() {
        title = null;
        return this;
    }

    public RawEntries html(String markup) {
        return content(new Text(Text.HTML, markup, null, null));
    }

    public RawEntries content(@Nullable Text text) {
        content = text;
        return this;
    }

    public RawEntries summary(Text text) {
        summary = text;
        return this;
    }

    public RawEntries links(Link... those) {
        links = List.of(those);
        return this;
    }

    public RawEntries by(Person... those) {
        authors = List.of(those);
        return this;
    }

    public RawEntries categories(Category... those) {
        categories = List.of(those);
        return this;
    }

    public RawEntries thumbnail(String url) {
        thumbnails.add(new Thumbnail(url, 320, 200));
        return this;
    }

    public RawEntries document(Document where) {
        document = where;
        return this;
    }

    public RawEntry build() {
        boolean isPresent = state == State.PRESENT;
        var source = new Source(
                guid == null ? key : guid,
                title,
                links,
                summary,
                content,
                authors,
                categories,
                published,
                SEEN.minusSeconds(1800),
                List.of(),
                null,
                origin,
                thumbnails,
                null);
        return new RawEntry(
                Ids.entryId(feedId, key),
                feedId,
                feedUrl,
                revision,
                state,
                new RawEntry.Key(kind, key),
                firstSeenAt,
                rankAt,
                seenAt,
                editedAt,
                Ids.contentHash(source.toString().getBytes(StandardCharsets.UTF_8)),
                isPresent ? document : null,
                isPresent ? source : null);
    }
}
