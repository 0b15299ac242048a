package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.page.SitePages;
import dev.orrery.publisher.theme.Themes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The renderings of all planets together hold no more than they may, and only what there is takes room.
class MemoryTest {
    private static final int PAGE = 20_000;
    private static final int PLANETS = 10_000;
    private static final String NOTHING = "nothing";

    private final MongoClient neverAsked = MongoClients.create();
    private final AtomicInteger made = new AtomicInteger();
    private final Shelves shelves = shelves(10 * PAGE);

    private Shelves shelves(long bytes) {
        return new Shelves(
                new Library(neverAsked.getDatabase("orrery"), "https://planets.example/"),
                Map.of(Format.PAGE, (_, slug, wanted, _) -> make(slug, wanted)),
                new SitePages(new Themes(null)),
                InstantSource.system(),
                Runnable::run,
                () -> true,
                bytes);
    }

    @AfterEach
    void close() {
        neverAsked.close();
    }

    @Test
    void whatDoesNotFitIsMadeAgain() {
        var first = page("planet0");
        for (int i = 1; i < 100; i++) {
            page("planet" + i);
        }
        assertThat(shelves.weight()).isBetween(5L * PAGE, 10L * PAGE);

        int before = made.get();
        for (int i = 1; i < 100; i++) {
            page("planet" + i);
        }
        assertThat(made.get() - before).isGreaterThan(85);
        assertThat(page("planet0").etag(Coding.GZIP)).isEqualTo(first.etag(Coding.GZIP));
    }

    @Test
    void addressesAtWhichThereIsNothingDriveNoPageOut() {
        page("clocks");
        for (int i = 0; i < 20_000; i++) {
            assertThat(ask(NOTHING, new View.Tagged("tag" + i))).isInstanceOf(Made.Missing.class);
        }
        int before = made.get();

        page("clocks");

        assertThat(made).hasValue(before);
        assertThat(shelves.weight()).isLessThan(2L * PAGE);
    }

    @Test
    void anEmptyAddressIsAskedForOnceWhileNothingChanges() {
        ask(NOTHING, View.LATEST);
        ask(NOTHING, View.LATEST);

        assertThat(made).hasValue(1);
    }

    @Test
    void whoAsksForAnotherCodingMakesItWeighMore() {
        var page = page("clocks");
        long before = shelves.weight();

        page.get(Coding.BROTLI).join();

        assertThat(shelves.weight()).isGreaterThan(before + PAGE / 2);
    }

    /// Which would need 200 MB, were they all kept.
    @Test
    void tenThousandPlanetsAreServedFromASmallHeap() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).endsWith("served 20000 within the bound\n");
    }

    static final class SmallHeap {
        private SmallHeap() {}

        public static void main(String[] args) {
            long bound = Runtime.getRuntime().maxMemory() / 4;
            var test = new MemoryTest();
            var shelves = test.shelves(bound);
            int served = 0;
            boolean within = true;
            for (int i = 0; i < 2 * PLANETS; i++) {
                served += page(shelves, "planet" + i % PLANETS).weight() > PAGE / 2 ? 1 : 0;
                within &= i % 1_000 != 0 || shelves.weight() <= bound;
            }
            test.close();
            System.out.println("served " + served + (within ? " within" : " beyond") + " the bound");
        }
    }

    private Rendering page(String slug) {
        return page(shelves, slug);
    }

    private static Rendering page(Shelves shelves, String slug) {
        return ((Made.There) ask(shelves, slug, View.LATEST)).rendering();
    }

    private Made ask(String slug, View view) {
        return ask(shelves, slug, view);
    }

    private static Made ask(Shelves shelves, String slug, View view) {
        return shelves.get(slug, new Wanted(view, 1, Format.PAGE)).join();
    }

    private Made make(String slug, Wanted wanted) {
        made.incrementAndGet();
        return slug.equals(NOTHING)
                ? new Made.Missing()
                : new Made.There(Rendering.of(wanted.format().type(), noise(slug), Optional.empty()));
    }

    /// Compresses to three quarters.
    private static byte[] noise(String seed) {
        var bytes = new byte[PAGE];
        new Random(seed.hashCode()).nextBytes(bytes);
        return Base64.getEncoder().encode(bytes);
    }
}
