package dev.orrery.publisher;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import dev.orrery.publisher.audience.Audience;
import dev.orrery.publisher.audience.Door;
import dev.orrery.publisher.audience.Limits;
import dev.orrery.publisher.feed.FeedMaker;
import dev.orrery.publisher.feed.FoafRoll;
import dev.orrery.publisher.feed.OpenSearch;
import dev.orrery.publisher.feed.OpmlList;
import dev.orrery.publisher.feed.SearchFeed;
import dev.orrery.publisher.feed.Sitemap;
import dev.orrery.publisher.hub.Announced;
import dev.orrery.publisher.hub.Hub;
import dev.orrery.publisher.hub.HubAddress;
import dev.orrery.publisher.image.ImageFetcher;
import dev.orrery.publisher.image.ImageKey;
import dev.orrery.publisher.image.ImageRoute;
import dev.orrery.publisher.image.ProxiedPages;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.live.ChangeStream;
import dev.orrery.publisher.live.Changes;
import dev.orrery.publisher.live.GenerationWatch;
import dev.orrery.publisher.page.ArchivePage;
import dev.orrery.publisher.page.HealthPage;
import dev.orrery.publisher.page.Manifest;
import dev.orrery.publisher.page.PlanetPage;
import dev.orrery.publisher.page.SearchPage;
import dev.orrery.publisher.page.SitePages;
import dev.orrery.publisher.page.TagsPage;
import dev.orrery.publisher.page.TitlesPage;
import dev.orrery.publisher.page.WhyPage;
import dev.orrery.publisher.search.IndexFeeder;
import dev.orrery.publisher.search.KafkaTopics;
import dev.orrery.publisher.search.LiveIndex;
import dev.orrery.publisher.search.Searching;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Memory;
import dev.orrery.publisher.serve.Shelves;
import dev.orrery.publisher.serve.Site;
import dev.orrery.publisher.theme.Themes;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/// Puts the plain objects together and starts them. Nothing here waits for a store: the site answers at once, if only
/// to say that there is nothing to show yet.
@ApplicationScoped
public class PublisherBeans {
    private static final String DATABASE = "orrery";
    private static final int READ_SECONDS = 10;

    /// At the start everything wants the processor, and the first page comes first. What can wait begins one after the
    /// other, so long after what was before it.
    private static final Duration BETWEEN_BEGINNINGS = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread beginning = Thread.ofVirtual().name("beginning").unstarted(this::begin);
    private final MongoClient mongo;
    private final Site site;
    private final Shelves shelves;
    private final Hub hub;
    private final ChangeStream changes;
    private final GenerationWatch generations;
    private final Themes themes;
    private final Searching searching;
    private final LiveIndex live;
    private final IndexFeeder index;
    private final @Nullable ImageFetcher images;
    private final @Nullable ImageRoute imageRoute;

    @Inject
    public PublisherBeans(PublisherConfig config) {
        var address = new ConnectionString(config.mongodb());
        mongo = client(address, config);
        var library = new Library(
                mongo.getDatabase(Objects.requireNonNullElse(address.getDatabase(), DATABASE)), config.publicUrl());
        var imageKey = config.imageKey().map(ImageKey::new);
        images = imageKey.map(_ -> fetcher(config)).orElse(null);
        imageRoute = images == null ? null : new ImageRoute(imageKey.orElseThrow(), images);
        themes = new Themes(
                config.themes().orElse(null),
                imageKey.<UnaryOperator<String>>map(ProxiedPages::new).orElse(UnaryOperator.identity()));
        var pages = new SitePages(themes);
        var clock = InstantSource.system();
        var memory = memory(config);
        var hubAddress = HubAddress.of(config.hub(), config.publicUrl());
        shelves = new Shelves(
                library, makers(themes, hubAddress), pages, clock, executor, this::changesAreHeard, memory.kept());
        hub = new Hub(hubAddress, guard(config, List.of()), library, shelves, kafka(config.kafka()), clock);
        var audience = new Audience(library, executor);
        // Pages are outdated before anybody is told to fetch them.
        var heard = Changes.each(List.of(shelves, audience, hub));
        changes = new ChangeStream(
                () -> new KafkaConsumer<byte[], byte @Nullable []>(
                        KafkaSettings.consumer(config.kafka(), "orrery-publisher")),
                () -> TopicSetup.ensure(config.kafka()),
                heard,
                clock);
        generations = new GenerationWatch(library::generation, heard);
        live = new LiveIndex();
        searching = new Searching(library, live, new SearchPage(themes), new SearchFeed(), System::nanoTime);
        index = new IndexFeeder(
                new KafkaTopics(config.kafka()), live, config.searchFolder().orElse(null), config.port(), clock);
        var door = new Door(audience, limits(config.live()), config.live().beat());
        site = new Site(shelves, searching, door, pages, themes, clock, memory);
    }

    /// Every format, and what makes it: a new one is a line here.
    public static Map<Format, Maker> makers(Themes themes, HubAddress hub) {
        var makers = new EnumMap<Format, Maker>(Format.class);
        makers.put(Format.ATOM, FeedMaker.atom(hub));
        makers.put(Format.RSS, FeedMaker.rss(hub));
        makers.put(Format.RDF, FeedMaker.rdf(hub));
        makers.put(Format.JSON, FeedMaker.json(hub));
        makers.put(Format.OPML, Maker.of(new OpmlList()));
        makers.put(Format.FOAF, Maker.of(new FoafRoll()));
        makers.put(Format.SITEMAP, new Sitemap());
        makers.put(Format.MANIFEST, new Manifest(themes));
        // What pages lead to: all that stands above, and each other.
        var offered = EnumSet.of(Format.PAGE, Format.TITLES, Format.TAGS, Format.ARCHIVE, Format.HEALTH, Format.WHY);
        offered.addAll(makers.keySet());
        makers.put(Format.PAGE, new Announced(new PlanetPage(themes, offered), hub));
        makers.put(Format.TITLES, new TitlesPage(themes, offered));
        makers.put(Format.TAGS, new TagsPage(themes, offered));
        makers.put(Format.ARCHIVE, new ArchivePage(themes, offered));
        makers.put(Format.HEALTH, new HealthPage(themes));
        makers.put(Format.WHY, new WhyPage(themes));
        makers.put(Format.OPENSEARCH, Maker.of(new OpenSearch()));
        return makers;
    }

    void start(@Observes Router router) {
        hub.mount(router);
        if (imageRoute != null) {
            imageRoute.mount(router);
        }
        site.mount(router);
        generations.start();
        themes.start(shelves::everything);
        beginning.start();
    }

    /// Until changes are heard, pages are refreshed by time.
    private void begin() {
        try {
            // Whoever asks for the first page finds the planets read.
            var _ = shelves.isReady();
            for (var next : List.<Runnable>of(changes::start, hub::start, index::start)) {
                Thread.sleep(BETWEEN_BEGINNINGS);
                next.run();
            }
        } catch (InterruptedException _) {
            // Stopped meanwhile.
            Thread.currentThread().interrupt();
        }
    }

    /// Whether there is anything to answer with.
    boolean isReady() {
        return shelves.isReady();
    }

    /// Whether changes are heard, so that pages are new at once.
    boolean isListening() {
        return changes.isUp();
    }

    /// How much of what there is can be searched, 0 to 100.
    int searchable() {
        return live.percent();
    }

    /// Whether the hub, where there is one, knows its subscribers.
    boolean isHubReady() {
        return hub.isReady();
    }

    private static Memory memory(PublisherConfig config) {
        var machine = Runtime.getRuntime();
        return Memory.of((long) (config.memoryShare() * machine.maxMemory()), machine.availableProcessors());
    }

    private boolean changesAreHeard() {
        return changes.isUp();
    }

    @PreDestroy
    void stop() {
        beginning.interrupt();
        awaitBeginning();
        themes.close();
        searching.close();
        index.close();
        generations.close();
        changes.close();
        hub.close();
        if (images != null) {
            images.close();
        }
        executor.shutdownNow();
        mongo.close();
    }

    private void awaitBeginning() {
        try {
            beginning.join(PATIENCE.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Limits limits(PublisherConfig.Live live) {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
        return new Limits(live.connections(), live.perPlanet(), live.perAddress()).within(files);
    }

    private static AddressGuard guard(PublisherConfig config, List<String> hosts) {
        var ranges = config.allow().orElse(List.of()).stream()
                .map(AddressRange::parse)
                .toList();
        return new AddressGuard(ranges, Set.copyOf(hosts));
    }

    private ImageFetcher fetcher(PublisherConfig config) {
        var folder = config.imageFolder()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "orrery-images-" + config.port()));
        try {
            return new ImageFetcher(
                    guard(config, config.allowHosts().orElse(List.of())), folder, config.publicUrl(), executor);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Pictures cannot be kept in %s: name another folder in ORRERY_IMAGE_FOLDER.".formatted(folder), e);
        }
    }

    private static Hub.Clients kafka(String bootstrap) {
        return new Hub.Clients(
                () -> TopicSetup.ensure(bootstrap),
                () -> new KafkaConsumer<byte[], byte @Nullable []>(
                        KafkaSettings.consumer(bootstrap, "orrery-publisher-hub")),
                () -> new KafkaConsumer<byte[], byte @Nullable []>(
                        KafkaSettings.member(bootstrap, "orrery-publisher-hub", Hub.Clients.GROUP)),
                () -> new KafkaProducer<String, byte @Nullable []>(
                        KafkaSettings.producer(bootstrap, "orrery-publisher-hub")));
    }

    private static MongoClient client(ConnectionString address, PublisherConfig config) {
        long patience = config.patience().toMillis();
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(address)
                .applicationName("orrery-publisher")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(patience, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.readTimeout(READ_SECONDS, TimeUnit.SECONDS))
                .build());
    }
}
