package dev.orrery.enricher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What can be set about an enricher; every key is an environment variable too (`ORRERY_KAFKA`, …).
@ConfigMapping(prefix = "orrery")
public interface EnricherConfig {
    /// Kafka's bootstrap addresses, `host:port`, with commas between.
    @WithDefault("localhost:9092")
    String kafka();

    /// MongoDB's connection string; the database is named in it.
    @WithDefault("mongodb://localhost:27017/orrery")
    String mongodb();

    /// The port of health checks and `/status`.
    @WithDefault("8082")
    int port();
}
