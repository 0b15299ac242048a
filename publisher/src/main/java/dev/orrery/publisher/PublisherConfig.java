package dev.orrery.publisher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /// A folder of themes, a folder each, that planets may name.
    Optional<Path> themes();

    /// How long MongoDB may take to be found before readers are told that it is not there.
    @WithDefault("2s")
    Duration patience();

    /// How much of the heap may be filled with renderings of all planets, from 0 to 1. What does not fit
    /// is made again when it is asked for.
    @WithDefault("0.25")
    double memoryShare();

    /// Where the search index is kept, so that it need not be built again after a restart. Every publisher has its own.
    /// Where nothing is said it is among the machine's temporary files.
    Optional<Path> searchFolder();

    /// Open pages that are told of new posts.
    Live live();

    /// How many pages may listen. Those beyond stay as they are, complete, and ask again later.
    interface Live {
        /// All together. Never more than the process may open files, less a thousand.
        @WithDefault("20000")
        int connections();

        /// Of one planet.
        @WithDefault("15000")
        int perPlanet();

        /// From one address, as the connection shows it; if that is in our own network, as its `X-Forwarded-For` says.
        @WithDefault("200")
        int perAddress();

        /// How often a page hears something at least.
        @WithDefault("20s")
        Duration beat();
    }
    /// The WebSub hub that feeds name: `own`, that of the publishers at `/hub` below the public address; `none`; or the
    /// address of another's.
    @WithDefault("own")
    String hub();

    /// Ranges to which subscribers of the hub may have it send news, and where pictures may be, although they are not
    /// public, `10.1.0.0/16`.
    Optional<List<String>> allow();

    /// `host` or `host:port`, with commas between them, where pictures may be wherever the name leads.
    Optional<List<String>> allowHosts();

    /// The secret that makes addresses of pictures through us, the same for all publishers of the site; where there is
    /// none, readers load pictures from where their authors have them.
    Optional<String> imageKey();

    /// Where pictures are kept, half a gigabyte of them. Every publisher has its own. Where nothing is said it
    /// is among the machine's temporary files.
    Optional<Path> imageFolder();
}
