package dev.orrery.fetcher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How the fetcher is told what to do. Each key is an environment variable too: `orrery.feed-base` is
/// `ORRERY_FEED_BASE`.
@ConfigMapping(prefix = "orrery")
public interface FetcherConfig {

    /// Where Kafka is: `host:port`, several with commas between them.
    @WithDefault("localhost:9092")
    String kafka();

    /// Where the database is: `jdbc:h2:file:PATH` or `jdbc:postgresql://HOST/NAME`.
    @WithDefault("jdbc:h2:file:./orrery-data/fetcher")
    String database();

    /// Who the database knows us as.
    Optional<String> databaseUser();

    /// And by which password.
    Optional<String> databasePassword();

    /// A planet file or a folder of them, which is watched. A planet without a file there is deleted, so all
    /// fetchers of one database are given the same files, or none: without any, this fetcher polls what the others'
    /// name.
    Optional<Path> planets();

    /// What relative addresses in planet files are resolved against.
    Optional<URI> feedBase();

    /// Ranges of addresses (CIDR) that may be reached although they are not public, with commas between them.
    Optional<List<String>> allow();

    /// `host` or `host:port`, with commas between them: may be reached wherever the name leads, and without a gap
    /// between polls.
    Optional<List<String>> allowHosts();

    /// Ports that may be reached beside those at which feeds are usually served, with commas between them.
    Optional<List<Integer>> allowPorts();

    /// The address on the internet under which hubs reach this fetcher's `/push/`, the same for all fetchers of one
    /// database. Without it no hub is asked to tell of news.
    Optional<URI> pushUrl();

    /// How often a feed that posts a lot is polled at most; a new feed half as often until its habits are known.
    @WithDefault("PT30M")
    Duration pollInterval();

    /// How often a feed that hardly ever posts is polled all the same.
    @WithDefault("PT24H")
    Duration longestPollInterval();

    /// How long a host is left alone between two polls.
    @WithDefault("PT2S")
    Duration hostGap();

    /// How many polls go on at the same time.
    @WithDefault("32")
    int pollsAtOnce();

    /// Where a webmaster learns who we are; part of the user agent.
    @WithDefault("https://orrery.dev/")
    String contact();

    /// How long to wait for a connection.
    @WithDefault("PT5S")
    Duration connectTimeout();

    /// How long a poll's whole exchange may take, redirects included.
    @WithDefault("PT20S")
    Duration exchangeTimeout();

    /// How large a document may be, decoded, in bytes.
    @WithDefault("15728640")
    int maxDocumentBytes();

    /// How many times larger than what was sent a document may become when it is decoded.
    @WithDefault("200")
    int maxCompression();

    /// How many redirects are followed in a poll.
    @WithDefault("5")
    int maxRedirects();

    /// How many bytes of memory documents may take together, from their first byte until they are read; by default a
    /// quarter of the heap.
    OptionalLong documentMemory();

    /// How many entries of a document are read.
    @WithDefault("2000")
    int maxEntries();
}
