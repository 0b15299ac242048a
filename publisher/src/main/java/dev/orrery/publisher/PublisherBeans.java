package dev.orrery.publisher;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import dev.orrery.publisher.feed.FeedMaker;
import dev.orrery.publisher.feed.FoafRoll;
import dev.orrery.publisher.feed.OpmlList;
import dev.orrery.publisher.hub.Announced;
import dev.orrery.publisher.hub.Hub;
import dev.orrery.publisher.hub.HubAddress;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.live.ChangeStream;
import dev.orrery.publisher.live.Changes;
import dev.orrery.publisher.live.GenerationWatch;
import dev.orrery.publisher.page.PlanetPage;
import dev.orrery.publisher.page.SitePages;
import dev.orrery.publisher.page.Theme;
import dev.orrery.publisher.serve.Assets;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Shelves;
import dev.orrery.publisher.serve.Site;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/// Puts the plain objects together and starts them. Nothing here waits for a store: the site answers at once, if only
/// to say that there is nothing to show yet.
@ApplicationScoped
public class PublisherBeans {
    private static final String THEME = "themes/modern";
    private static final String DATABASE = "orrery";
    private static final int READ_SECONDS = 10;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final MongoClient mongo;
    private final Site site;
    private final Shelves shelves;
    private final Hub hub;
    private final ChangeStream changes;
    private final GenerationWatch generations;

    @Inject
    public PublisherBeans(PublisherConfig config) {
        var address = new ConnectionString(config.mongodb());
        mongo = client(address, config);
        var library = new Library(
                mongo.getDatabase(Objects.requireNonNullElse(address.getDatabase(), DATABASE)), config.publicUrl());
        var theme = new Theme(THEME);
        var assets = new Assets(THEME);
        var pages = new SitePages(theme, assets);
        var clock = InstantSource.system();
        var hubAddress = HubAddress.of(config.hub(), config.publicUrl());
        shelves =
                new Shelves(library, makers(theme, assets, hubAddress), pages, clock, executor, this::changesAreHeard);
        hub = new Hub(hubAddress, guard(config), library, shelves, kafka(config.kafka()), clock);
        changes = new ChangeStream(
                () -> new KafkaConsumer<byte[], byte @Nullable []>(
                        KafkaSettings.consumer(config.kafka(), "orrery-publisher")),
                () -> TopicSetup.ensure(config.kafka()),
                Changes.both(shelves, hub),
                clock);
        generations = new GenerationWatch(library::generation, Changes.both(shelves, hub));
        site = new Site(shelves, pages, assets, clock);
    }

    /// Every format, and what makes it: a new one is a line here.
    public static Map<Format, Maker> makers(Theme theme, Assets assets, HubAddress hub) {
        return Map.of(
                Format.PAGE, new Announced(Maker.of(new PlanetPage(theme, assets)), hub),
                Format.ATOM, FeedMaker.atom(hub),
                Format.RSS, FeedMaker.rss(hub),
                Format.RDF, FeedMaker.rdf(hub),
                Format.JSON, FeedMaker.json(hub),
                Format.OPML, Maker.of(new OpmlList()),
                Format.FOAF, Maker.of(new FoafRoll()));
    }

    void start(@Observes Router router) {
        hub.start(router);
        site.mount(router);
        changes.start();
        generations.start();
    }

    /// Whether there is anything to answer with.
    boolean isReady() {
        return shelves.isReady();
    }

    private boolean changesAreHeard() {
        return changes.isUp();
    }

    @PreDestroy
    void stop() {
        generations.close();
        changes.close();
        hub.close();
        executor.shutdownNow();
        mongo.close();
    }

    private static AddressGuard guard(PublisherConfig config) {
        var ranges = config.allow().orElse(List.of()).stream()
                .map(AddressRange::parse)
                .toList();
        return new AddressGuard(ranges, Set.of());
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
