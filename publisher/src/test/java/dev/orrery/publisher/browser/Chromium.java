package dev.orrery.publisher.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The browser that tests look at pages with: the machine's own, without anybody's profile.
public final class Chromium implements AutoCloseable {
    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final int HEIGHT = 1000;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(path())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    public Page open(NewPageOptions options) {
        return browser.newPage(options);
    }

    public Page open(int width, ColorScheme scheme) {
        return open(sized(width).setColorScheme(scheme));
    }

    /// A window of usual height.
    public static NewPageOptions sized(int width) {
        return new NewPageOptions().setViewportSize(width, HEIGHT);
    }

    /// What axe-core finds wrong, with the elements it is about.
    public static List<?> violations(Page page) {
        try (var axe = Chromium.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) page.evaluate("""
                axe.run(document, {preload: false, resultTypes: ['violations']})
                    .then(found => found.violations.map(one => one.id + ' ' + one.nodes.map(node => node.html)))""");
    }

    /// How far a page can be scrolled, which is as far as its window where nothing sticks out.
    public static int width(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
    }

    /// Loads pictures that would come only when they are scrolled to.
    public static void loadPictures(Page page) {
        page.evaluate("""
                Promise.race([
                    Promise.all([...document.images].map(i => {
                        i.loading = 'eager';
                        return i.complete || new Promise(done => {
                            i.addEventListener('load', done);
                            i.addEventListener('error', done);
                        });
                    })),
                    new Promise((_, late) => setTimeout(() => late(new Error('pictures were not there in 20 s')), 20000)),
                ])""");
    }

    /// Leaves a picture of the whole page in the module's `target/screenshots`.
    public static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots", name + ".png").toAbsolutePath()));
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path path() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), USUAL.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "These tests need a Chromium: install it (Debian: apt-get install chromium) or name one in CHROMIUM."));
    }
}
