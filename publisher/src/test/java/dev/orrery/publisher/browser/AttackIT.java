package dev.orrery.publisher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.search.Indexed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every value that may come from a feed, its server or a planet's file is an attack, on every kind of page. The
/// browser is told to forget our Content-Security-Policy: pages must be right without it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {
    /// Words, and an address, that run a script where somebody forgets what they are.
    enum Attack {
        OUT_OF_AN_ATTRIBUTE("\"'><img src=x onerror=alert(1)>", "javascript:alert(1)"),
        OUT_OF_AN_ELEMENT(
                "</title></style></textarea></script><svg onload=alert(1)>",
                "https://evil.example/\"onmouseover=\"alert(1)"),
        ANOTHER_ATTRIBUTE("x\" autofocus onfocus=\"alert(1)\" y=\"", "data:text/html,<script>top.alert(1)</script>"),
        A_TEMPLATE("{page.frame.title.raw}{#if true}<img src=x onerror=alert(1)>{/if}", " java\tscript:alert(1)"),
        A_FRAME("<!--><iframe srcdoc=\"<script>top.alert(1)</script>\">", "//evil.example/' onfocus='alert(1)"),
        DECODED_TWICE("&lt;img src=x onerror=alert(1)&gt;", "&#106;avascript:alert(1)");

        final String words;
        final String address;

        Attack(String words, String address) {
            this.words = words;
            this.address = address;
        }
    }

    private static final String CARELESS = "https://careless.example/";

    private static final String FIRED = "fired.length";

    /// What a reader does without meaning to.
    private static final String TOUCH_EVERYTHING = """
            for (const e of document.querySelectorAll('*')) {
                e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
                e.focus?.({preventScroll: true});
            }""";

    /// What has no place in a page of ours, whether it ran or not.
    private static final String FOREIGN = """
            [...document.querySelectorAll('*')].flatMap(e => [
                ...[...e.attributes].filter(a => a.name.startsWith('on') || a.name === 'srcdoc' || a.name === 'autofocus')
                    .map(a => `${e.tagName} ${a.name}`),
                ...['href', 'src', 'action', 'formaction', 'data', 'poster'].filter(n => e.hasAttribute(n))
                    .map(n => [n, URL.parse(e.getAttribute(n), document.baseURI)?.protocol ?? 'no address'])
                    .filter(([, p]) => !['http:', 'https:', 'mailto:'].includes(p)).map(([n, p]) => `${e.tagName} ${n} ${p}`),
                ...e.matches('iframe, object, embed, base, style, svg, script:not([src^="/assets/"])') ? [e.outerHTML] : [],
            ])""";

    @TempDir
    private Path folder;

    @AutoClose
    private final Chromium chromium = new Chromium();

    @ParameterizedTest
    @EnumSource
    void anAttackSucceedsWhereNothingIsEscaped(Attack attack) {
        try (var page = open()) {
            var carelessly = "<p>%s</p><input value=\"%s\">".formatted(attack.words, attack.words);
            page.route(
                    CARELESS,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("<!doctype html><title>%s</title>".formatted(attack.words) + carelessly)));
            page.navigate(CARELESS);
            page.evaluate("document.body.append(document.createElement('div'));"
                    + "document.body.lastChild.innerHTML = document.querySelector('p').textContent");
            touch(page);

            assertThat((Integer) page.evaluate(FIRED)).isPositive();
        }
    }

    /// The classic theme has templates of its own for posts and headings only.
    static Stream<Arguments> attacks() {
        return Stream.concat(
                Stream.of(Attack.values()).map(attack -> Arguments.of(attack, "modern")),
                Stream.of(Attack.OUT_OF_AN_ATTRIBUTE, Attack.ANOTHER_ATTRIBUTE)
                        .map(attack -> Arguments.of(attack, "classic")));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void noPageIsTaken(Attack attack, String theme) throws Exception {
        try (var store = new Store();
                var site = new RunningSite(store, 0);
                var page = open()) {
            Kinds.fill(store);
            store.dress(theme);
            new Poison(attack.words, attack.address).fill(store);
            try (var indexed = new Indexed(folder.resolve(attack + theme), site.index())) {
                indexed.fill(store);
                var strangers = new ArrayList<String>();
                page.onRequest(request -> {
                    if (!request.url().startsWith(site.uri("/").toString())
                            && !(request.resourceType().equals("image")
                                    && request.url().startsWith("https://"))) {
                        strangers.add(request.resourceType() + " " + request.url());
                    }
                });
                // Nobody is there, and waiting until that is certain takes long.
                page.route(request -> !request.startsWith(site.uri("/").toString()), Route::abort);
                for (var kind : Kinds.of(page, site, attack.words)) {
                    page.navigate(kind);
                    touch(page);

                    assertThat(page.evaluate(FIRED)).as(kind).isEqualTo(0);
                    assertThat(page.evaluate(FOREIGN)).as(kind).isEqualTo(List.of());
                }
                assertThat(strangers).isEmpty();
            }
        }
    }

    private Page open() {
        var page = chromium.open(new NewPageOptions().setBypassCSP(true));
        page.addInitScript("window.fired = []; window.alert = what => top.fired.push(what)");
        return page;
    }

    private static void touch(Page page) {
        page.evaluate(TOUCH_EVERYTHING);
        // A picture that is not there says so a moment later.
        Chromium.loadPictures(page);
    }
}
