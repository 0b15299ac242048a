package dev.orrery.fetcher.discover;

import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.web.FeedHttpClient;
import java.time.InstantSource;
import java.util.List;

/// Finds the feeds of a site from what somebody pasted as its address.
///
/// What is asked for goes through [FeedHttpClient], so its guard and its limits hold. A search makes some ten requests
/// at most, one at a time and never two for one address, begins none after half a minute, and stops early when it has
/// found what the site itself names. It blocks; run it on a virtual thread.
public final class Discovery {
    private final FeedHttpClient web;
    private final FeedParser parser;
    private final InstantSource clock;

    public Discovery(FeedHttpClient web, FeedParser parser, InstantSource clock) {
        this.web = web;
        this.parser = parser;
        this.clock = clock;
    }

    /// @param pasted an address with or without its scheme, `feed:…`, a Mastodon handle, a sentence with one of them
    /// @throws InterruptedException if the client was closed meanwhile
    public Discovered discover(String pasted) throws InterruptedException {
        return switch (Pasted.read(pasted)) {
            case Pasted.Wrong wrong -> new Discovered.NotFound(wrong.sentence(), List.of());
            case Pasted.Address address -> new Search(new Visits(web), parser, clock, address).run();
        };
    }
}
