package dev.orrery.publisher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What the publisher is told by its environment. Each setting is also an environment variable: `orrery.public-url` is
/// `ORRERY_PUBLIC_URL`.
@ConfigMapping(prefix = "orrery")
public interface PublisherConfig {
    /// Where it listens.
    @WithDefault("8080")
    int port();

    /// Kafka's bootstrap servers, `host:port`, separated by commas.
    @WithDefault("localhost:9092")
    String kafka();

    /// MongoDB with the database that the enricher writes.
    @WithDefault("mongodb://localhost:27017/orrery")
    String mongodb();

    /// The address under which readers reach this site. Planets without a `link` of their own are folders below it.
    @WithDefault("http://localhost:${orrery.port:8080}/")
    String publicUrl();

    /// How long MongoDB may take to be found before readers are told that it is not there.
    @WithDefault("2s")
    Duration patience();

    /// How much of the heap may be filled with renderings of all planets, from 0 to 1. What does not fit
    /// is made again when it is asked for.
    @WithDefault("0.25")
    double memoryShare();
}
