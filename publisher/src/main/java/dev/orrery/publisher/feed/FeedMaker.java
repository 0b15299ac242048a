package dev.orrery.publisher.feed;

import dev.orrery.publisher.hub.HubAddress;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Rendering;
import dev.orrery.publisher.serve.Wanted;
import java.util.Set;
import java.util.function.Consumer;

/// Makes the documents of a feed in one format: those of every view, page by page.
public final class FeedMaker implements Maker {
    private final FeedFormat format;
    private final HubAddress hub;

    private FeedMaker(FeedFormat format, HubAddress hub) {
        this.format = format;
        this.hub = hub;
    }

    /// @param hub the WebSub hub that tells of news
    public static Maker atom(HubAddress hub) {
        return new FeedMaker(new AtomFeed(), hub);
    }

    public static Maker rss(HubAddress hub) {
        return new FeedMaker(new RssFeed(), hub);
    }

    public static Maker rdf(HubAddress hub) {
        return new FeedMaker(new RdfFeed(), hub);
    }

    public static Maker json(HubAddress hub) {
        return new FeedMaker(new JsonFeed(), hub);
    }

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        return library.edition(slug, wanted.view(), wanted.page(), carried)
                .<Made>map(edition -> made(library, edition, wanted))
                .orElseGet(Made.Missing::new);
    }

    private Made made(Library library, Edition edition, Wanted wanted) {
        var chain = new Chaining(library, edition, wanted).chain();
        var feed = new Feed(edition, wanted, chain, chain.archive() ? null : hub.of(wanted));
        var rendering = Rendering.of(wanted.format().type(), format.write(feed), edition.modified());
        return new Made.There(rendering.with(chain.archive(), HubAddress.links(feed.self(), feed.hub())));
    }
}
