package dev.orrery.publisher;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.TopicSetup;
import dev.orrery.publisher.feed.AtomFeed;
import dev.orrery.publisher.feed.OpenSearch;
import dev.orrery.publisher.feed.OpmlList;
import dev.orrery.publisher.feed.RssFeed;
import dev.orrery.publisher.feed.SearchFeed;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.live.ChangeStream;
import dev.orrery.publisher.live.GenerationWatch;
import dev.orrery.publisher.page.PlanetPage;
import dev.orrery.publisher.page.SearchPage;
import dev.orrery.publisher.page.SitePages;
import dev.orrery.publisher.page.Theme;
import dev.orrery.publisher.search.IndexFeeder;
import dev.orrery.publisher.search.KafkaTopics;
import dev.orrery.publisher.search.LiveIndex;
import dev.orrery.publisher.search.Searching;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/// Puts the plain objects together and starts them. Nothing here waits for a store: the site answers at once, if only
/// to say that there is nothing to show yet.
@ApplicationScoped
public class PublisherBeans {
    private static final String THEME = "themes/modern";
    private static final String DATABASE = "orrery";
    private static final int READ_SECONDS = 10;
    private static final Duration SEARCH_AFTER = Duration.ofSeconds(2);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final MongoClient mongo;
    private final Site site;
    private final Shelves shelves;
    private final ChangeStream changes;
    private final GenerationWatch generations;
    private final Searching searching;
    private final IndexFeeder index;

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
        shelves = new Shelves(library, makers(theme, assets), pages, clock, executor, this::changesAreHeard);
        changes = new ChangeStream(
                () -> new KafkaConsumer<byte[], byte @Nullable []>(
                        KafkaSettings.consumer(config.kafka(), "orrery-publisher")),
                () -> TopicSetup.ensure(config.kafka()),
                shelves,
                clock);
        generations = new GenerationWatch(library::generation, shelves);
        var live = new LiveIndex();
        searching = new Searching(library, live, new SearchPage(theme, assets), new SearchFeed(), System::nanoTime);
        index = new IndexFeeder(
                new KafkaTopics(config.kafka()), live, config.searchFolder().orElse(null), config.port(), clock);
        site = new Site(shelves, searching, pages, assets, clock);
    }

    /// Every format, and what makes it: a new one is a line here.
    public static Map<Format, Maker> makers(Theme theme, Assets assets) {
        return Map.of(
                Format.PAGE, Maker.of(new PlanetPage(theme, assets)),
                Format.ATOM, Maker.of(new AtomFeed()),
                Format.RSS, Maker.of(new RssFeed()),
                Format.OPML, Maker.of(new OpmlList()),
                Format.OPENSEARCH, Maker.of(new OpenSearch()));
    }

    void start(@Observes Router router) {
        site.mount(router);
        changes.start();
        generations.start();
        executor.execute(this::startIndex);
    }

    /// Not before the first pages are served: nobody searches before, and at the start everything wants the processor.
    private void startIndex() {
        try {
            Thread.sleep(SEARCH_AFTER);
            index.start();
        } catch (InterruptedException _) {
            // Stopped before it began.
        }
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
        searching.close();
        index.close();
        generations.close();
        changes.close();
        executor.shutdownNow();
        mongo.close();
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
