package dev.orrery.publisher.live;

/// Whoever must know that something changed. Calls come from the thread that reads Kafka and may not block it.
public interface Changes {
    /// What the planet shows may have changed.
    void planet(String slug);

    /// A planet came, went, or was defined anew.
    void definition(String slug);

    /// What pages say about a feed has changed.
    void feed(String feedId);

    /// Anything may have changed: changes went unheard until now.
    void everything();

    /// Tells one after the other.
    static Changes both(Changes first, Changes second) {
        return new Changes() {
            @Override
            public void planet(String slug) {
                first.planet(slug);
                second.planet(slug);
            }

            @Override
            public void definition(String slug) {
                first.definition(slug);
                second.definition(slug);
            }

            @Override
            public void feed(String feedId) {
                first.feed(feedId);
                second.feed(feedId);
            }

            @Override
            public void everything() {
                first.everything();
                second.everything();
            }
        };
    }
}
