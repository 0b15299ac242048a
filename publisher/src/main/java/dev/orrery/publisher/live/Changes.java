package dev.orrery.publisher.live;

import dev.orrery.events.Placement;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whoever must know that something changed. Calls come from the thread that reads Kafka and may not block it.
public interface Changes {
    /// What the planet shows may have changed.
    void planet(String slug);

    /// The planet decided about an entry, so what it shows may have changed.
    ///
    /// @param placement reads the decision when asked for it; null where there is none any more, or it cannot
    ///                  be read
    default void placed(String slug, String entryId, Supplier<@Nullable Placement> placement) {
        planet(slug);
    }

    /// A planet came, went, or was defined anew.
    void definition(String slug);

    /// What pages say about a feed has changed.
    void feed(String feedId);

    /// What the health pages alone say about a feed has changed: it was polled, say.
    void health(String feedId);

    /// Anything may have changed: changes went unheard until now.
    void everything();

    /// Tells all of them, in this order.
    static Changes each(List<Changes> all) {
        return new Changes() {
            @Override
            public void planet(String slug) {
                all.forEach(one -> one.planet(slug));
            }

            @Override
            public void placed(String slug, String entryId, Supplier<@Nullable Placement> placement) {
                all.forEach(one -> one.placed(slug, entryId, placement));
            }

            @Override
            public void definition(String slug) {
                all.forEach(one -> one.definition(slug));
            }

            @Override
            public void health(String feedId) {
                all.forEach(one -> one.health(feedId));
            }

            @Override
            public void feed(String feedId) {
                all.forEach(one -> one.feed(feedId));
            }

            @Override
            public void everything() {
                all.forEach(Changes::everything);
            }
        };
    }
}
