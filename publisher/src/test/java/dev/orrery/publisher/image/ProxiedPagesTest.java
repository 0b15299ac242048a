package dev.orrery.publisher.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.publisher.Given;
import dev.orrery.publisher.PublisherBeans;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.hub.HubAddress;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// What readers load when pictures come through us.
class ProxiedPagesTest {
    private final ImageKey key = new ImageKey("a secret of some length");
    private final ProxiedPages pages = new ProxiedPages(key);

    private String ours(String address) {
        return key.path(address);
    }

    @Test
    void whatWouldBeLoadedComesFromUs() {
        assertThat(pages.apply("<img src=\"https://a.example/p.png?x=1&amp;y=2\" alt=\"a &gt; b\">"))
                .isEqualTo("<img src=\"%s\" alt=\"a &gt; b\">".formatted(ours("https://a.example/p.png?x=1&y=2")));
        assertThat(pages.apply("<video poster=\"https://a.example/p.jpg\" src=\"https://a.example/f.mp4\" controls>"))
                .isEqualTo("<video poster=\"%s\" src=\"https://a.example/f.mp4\" controls>"
                        .formatted(ours("https://a.example/p.jpg")));
        assertThat(pages.apply("<source srcset=\"https://a.example/1,2.webp 1x, https://a.example/b.webp 2x\">"))
                .isEqualTo("<source srcset=\"%s 1x, %s 2x\">"
                        .formatted(ours("https://a.example/1,2.webp"), ours("https://a.example/b.webp")));
    }

    @Test
    void whatIsNotLoadedOrOursStaysAsItIs() {
        for (var html : new String[] {
            "<a href=\"https://a.example/p.png\">a picture</a>",
            "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">",
            "<img src=\"/assets/modern/icon.svg\">",
            "<audio><source src=\"https://a.example/a.ogg\"></audio>",
            "<p>&lt;img src=\"https://a.example/p.png\"&gt;</p>",
            "<code>&lt;img src=&quot;https://a.example/p.png&quot;</code>"
        }) {
            assertThat(pages.apply(html)).isEqualTo(html);
        }
    }

    @Test
    void aPageLoadsNothingFromAnybodyElse() {
        var ann = Given.subscription("Ann");
        var planet = Given.planet("clocks", ann);
        var entry = Given.entry(ann, "Gears", "2026-03-01T07:30:00Z")
                .html("<p><img src=\"https://a.example/$1.png\" srcset=\"https://a.example/2.png 2x\" alt=\"\"></p>")
                .get();
        try (var store = new Store()) {
            store.put(planet);
            store.show(planet, ann, entry);
            var library = new Library(store.database(), "https://planets.example/");
            var maker = PublisherBeans.makers(
                            new Themes(null, pages), HubAddress.of("none", "https://planets.example/"))
                    .get(Format.PAGE);
            var made = (Made.There) maker.make(library, "clocks", Wanted.home(Format.PAGE), _ -> {});
            assertOnlyOurs(Jsoup.parse(new String(made.rendering().content(), StandardCharsets.UTF_8)));
        }
    }

    private void assertOnlyOurs(Document html) {
        assertThat(html.select("article img").attr("src")).isEqualTo(ours("https://a.example/$1.png"));
        assertThat(html.select("img, source, video"))
                .allSatisfy(one -> assertThat(one.attr("src") + one.attr("srcset") + one.attr("poster"))
                        .doesNotContain("http"));
        assertThat(html.select("head > meta[http-equiv=Content-Security-Policy]")
                        .attr("content"))
                .isEqualTo("img-src 'self' data:");
    }
}
