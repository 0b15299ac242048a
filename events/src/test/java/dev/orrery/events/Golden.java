package dev.orrery.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// One golden file, and the topic whose value it is.
record Golden(String file, String schema, Topic<?> topic) {
    /// Never edit a file of a released version: it stands for records that are on somebody's topic for good.
    static final List<Golden> VERSION_1 = List.of(
            new Golden("raw-entry", "raw-entry", Topics.RAW_ENTRIES),
            new Golden("raw-entry-withdrawn", "raw-entry", Topics.RAW_ENTRIES),
            new Golden("entry", "entry", Topics.ENTRIES),
            new Golden("entry-bare", "entry", Topics.ENTRIES),
            new Golden("placement", "placement", Topics.PLACEMENTS),
            new Golden("placement-facts", "placement", Topics.PLACEMENTS),
            new Golden("planet", "planet", Topics.PLANETS),
            new Golden("planet-rules", "planet", Topics.PLANETS),
            new Golden("planet-content", "planet", Topics.PLANETS),
            new Golden("feed-status", "feed-status", Topics.FEEDS),
            new Golden("verdict", "verdict", Topics.MODERATION),
            new Golden("dead-letter-mark", "dead-letter-mark", Topics.DEAD_LETTER_MARKS),
            new Golden("feed-status-cause", "feed-status", Topics.FEEDS),
            new Golden("hub-subscription", "hub-subscription", Topics.HUB_SUBSCRIPTIONS));

    byte[] bytes() {
        try (var in = Golden.class.getResourceAsStream("/golden/v1/" + file + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no golden file " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
