package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.orrery.enricher.alike.Likeness;
import dev.orrery.enricher.store.Generations;
import dev.orrery.enricher.store.Revs;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.Entry;
import dev.orrery.events.Ids;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./orrery check --diff` as somebody types it, on what another Orrery has left.
class CheckTest {
    private static final String FEED = "https://ann.example/feed.xml";
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void whatAFileWouldChangeIsShownByReasonAndByEntry() throws IOException {
        store(entry("clocks", "On clocks", "<p>Tick.</p>"), entry("trains", "On trains", "<p>By <b>Acme</b></p>"));
        var file = Files.writeString(folder.resolve("clocks.yaml"), """
                title: Planet Clocks
                rules:
                  exclude: [{name: No adverts, text: by acme}]
                  tags: [{tag: Time, title: clocks}]
                subscriptions:
                  - {name: Ann, feed: %s}
                  - {name: Bo, feed: https://bo.example/feed.xml}
                """.formatted(FEED));

        var said = run(
                "check",
                file.toString(),
                "--diff",
                "--data",
                folder.resolve("data").toString());

        assertThat(said).isEqualTo("""
                clocks: of 2 entries, 2 would change.
                      1  not there → hidden by exclude
                      1  not there → shown

                  2026-03-01  not there → shown  On clocks (Ann)

                  2026-03-01  not there → hidden  On trains (Ann)
                              exclude: “No adverts”: it says “by acme”

                  https://bo.example/feed.xml is new: nothing is known of it yet.
                """);
    }

    @Test
    void whereNothingIsStoredThatIsSaid() throws IOException {
        var file = Files.writeString(
                folder.resolve("clocks.yaml"), "title: T\nsubscriptions: [{feed: '%s'}]\n".formatted(FEED));

        assertThat(run(
                        "check",
                        file.toString(),
                        "--diff",
                        "--data",
                        folder.resolve("none").toString()))
                .startsWith("orrery: Nothing is stored in ")
                .contains("--data", "--mongo");
        assertThat(run("check", file.toString(), "--diff", "--mongo", "nowhere"))
                .startsWith("orrery: “nowhere” is no address of a MongoDB");
    }

    @Test
    void afterAReplayItIsTheRebuiltThatIsLookedAt() throws IOException {
        store(entry("clocks", "On clocks", "<p>Tick.</p>"));
        in(database -> {
            var generations = new Generations(database);
            generations.go(1, 2);
            merge(Stores.in(generations.open(2)), entry("trains", "On trains", "<p>Choo.</p>"));
        });
        var file = Files.writeString(
                folder.resolve("clocks.yaml"), "title: T\nsubscriptions: [{name: Ann, feed: '%s'}]\n".formatted(FEED));

        assertThat(run(
                        "check",
                        file.toString(),
                        "--diff",
                        "--data",
                        folder.resolve("data").toString()))
                .contains("On trains")
                .doesNotContain("On clocks");
    }

    private void store(Entry... entries) throws IOException {
        in(database -> merge(Stores.in(database), entries));
    }

    private static void merge(Stores stores, Entry... entries) {
        stores.index();
        stores.entries().merge(List.of(entries).stream().map(CheckTest::stored).toList());
    }

    private void in(Consumer<MongoDatabase> database) throws IOException {
        var data = folder.resolve("data");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (var mongo = EmbeddedMongo.start(data.resolve("mongodb"), port);
                var client = MongoClients.create(mongo.connectionString("orrery"))) {
            database.accept(client.getDatabase("orrery"));
        }
        Files.writeString(DataFolder.addressOfMongodb(data), "mongodb://127.0.0.1:1/orrery");
    }

    private static StoredEntry stored(Entry entry) {
        var rev = Revs.ofRevisionGone(entry.revision());
        return new StoredEntry(
                entry.entryId(), entry.feedId(), 1, rev, entry.firstSeenAt(), entry.rankAt(), Likeness.NONE, entry);
    }

    private static Entry entry(String key, @Nullable String title, String html) {
        var feed = Ids.feedId(FEED);
        return new Entry(
                Ids.entryId(feed, key),
                feed,
                1,
                1,
                1,
                null,
                title,
                html,
                null,
                1,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                AT,
                null,
                AT,
                AT.plusSeconds(key.equals("clocks") ? 1 : 0),
                false,
                null,
                List.of());
    }

    private static String run(String... arguments) {
        var said = new StringWriter();
        var command = Main.commandLine();
        command.setOut(new PrintWriter(said));
        command.setErr(new PrintWriter(said, true));
        command.execute(arguments);
        command.getOut().flush();
        return said.toString().replace(System.lineSeparator(), "\n");
    }
}
