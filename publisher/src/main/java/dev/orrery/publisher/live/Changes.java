package dev.orrery.publisher.live;

/// Whoever must know that something changed. Calls come from the thread that reads Kafka and may not block it.
public interface Changes {
    /// What the planet shows may have changed.
    void planet(String slug);

    /// A planet came, went, or was defined anew.
    void definition(String slug);

    /// What pages say about a feed has changed.
    void feed(String feedId);

    /// What the health pages alone say about a feed has changed: it was polled, say.
    void health(String feedId);

    /// Anything may have changed: changes went unheard until now.
    void everything();
}
