package dev.orrery.enricher.pipeline;

import dev.orrery.events.Topic;
import dev.orrery.events.Topics;
import java.util.List;

/// What the enricher reads.
final class EnricherTopics {
    static final List<Topic<?>> ALL = List.of(Topics.RAW_ENTRIES, Topics.PLANETS, Topics.FEEDS, Topics.MODERATION);

    static final List<String> NAMES = ALL.stream().<String>map(Topic::name).toList();

    private EnricherTopics() {}
}
