package dev.orrery.publisher;

import dev.orrery.events.Enclosure;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.search.Indexed;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// Serves planets to be looked at in a browser: the seed planet, and one with everything that is hard to show.
///
/// `java -cp … dev.orrery.publisher.Look 18090`
public final class Look {
    private Look() {}

    static void main(String[] arguments) throws Exception {
        var store = new Store();
        if (Seed.isThere()) {
            Seed.read().fill(store);
        }
        fill(store);
        store.put(Given.planet("empty", Given.subscription("Nobody Yet")));
        arabic(store);
        var site = new RunningSite(store, Integer.parseInt(arguments[0]));
        new Indexed(Files.createTempDirectory("look"), site.index()).fill(store);
        System.out.println("Look at " + site.uri("/"));
        Thread.currentThread().join();
    }

    private static void arabic(Store store) {
        var layla = Given.subscription("ليلى حداد");
        var ann = Given.subscription("Ann Wheel");
        var planet = Given.planet("qamar", "Africa/Cairo", "ar", layla, ann);
        store.put(planet);
        store.show(
                planet,
                layla,
                Given.entry(layla, "ليلة تحت النجوم", "2026-03-08T12:00:00Z")
                        .language("ar")
                        .html("<p>رأينا زحل من الشرفة، وكانت حلقاته واضحة.</p><ul><li>واحد</li></ul>")
                        .get(),
                "نجوم");
        store.show(
                planet,
                ann,
                Given.entry(ann, "English among Arabic", "2026-03-08T10:00:00Z")
                        .language("en")
                        .html("<p>This is read from left to right.</p><pre>code();</pre>")
                        .get());
    }

    /// A planet with everything that is hard to show.
    static Planet fill(Store store) {
        var ann = Given.subscription("Ann Wheel");
        var long_ = Given.subscription("A-very-long-name-without-any-space-in-it-that-somebody-chose-for-a-blog");
        var suzune = Given.subscription("綿貫すずね");
        var layla = Given.subscription("ليلى حداد");
        var face = withFace(Given.subscription("Bo Spring"));
        var broken = Given.subscription("Broken Blog");
        var fresh = Given.subscription("Fresh Blog");
        var planet = Given.planet("hard", "Europe/Berlin", "en", ann, long_, suzune, layla, face, broken, fresh);
        store.put(planet);
        for (var one : List.of(ann, long_, suzune, layla, face)) {
            store.put(Given.feed(one, FeedStatus.State.OK, null));
        }
        store.put(Given.feed(broken, FeedStatus.State.FAILING, 404));
        var wide = "<td>a column of some width</td>".repeat(14);
        store.show(
                planet,
                ann,
                Given.entry(ann, "Everything at once, <b>escaped</b> & \"quoted\"", "2026-03-09T23:30:00Z")
                        .language("en")
                        .html("""
                                <p>Text with <code>inline code</code>, a <a href="https://ann.example/">link</a>, <kbd>Ctrl</kbd> and
                                averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongwordwithoutaspace.</p>
                                <h5>A heading in the post</h5><pre>int main(void) { return puts("a line that is much longer than the page is wide on any telephone that was ever built") < 0; }</pre>
                                <table><thead><tr><th>Head</th><th>Head</th></tr></thead><tbody><tr>%s</tr></tbody></table>
                                <blockquote><p>Somebody said this, and said it well.</p></blockquote>
                                <figure><img src="/assets/none.png" alt="A picture that is missing" width="1600" height="900"><figcaption>With a caption.</figcaption></figure>
                                <ul><li>One</li><li>Two<ul><li>Nested</li></ul></li></ul>""".formatted(wide))
                        .by("Ann Wheel", "Bo Spring")
                        .edited()
                        .updated("2026-03-12T08:00:00Z")
                        .cut("content cut from 3,000,000 to 1,900,000 characters")
                        .enclosing(new Enclosure("https://ann.example/episode-1.mp3?x=1", "audio/mpeg", 1_234_567L))
                        .get(),
                "Clock work",
                "Brass",
                "تلسكوب");
        store.show(
                planet,
                long_,
                Given.entry(long_, "note", "2026-03-09T21:00:00Z")
                        .untitled()
                        .html(
                                "<p>A short note, such as people write without giving it any title at all, about the weather.</p>")
                        .summary(
                                "A short note, such as people write without giving it any title at all, about the weather.")
                        .get());
        store.show(
                planet,
                suzune,
                Given.entry(suzune, "オリオン座流星群を見た夜", "2026-03-09T12:00:00Z")
                        .language("ja")
                        .html("<p>" + "昨夜は雲が切れて、ベランダから流星を三つ見ることができました。".repeat(24) + "</p><p>"
                                + "寒かったけれど、待ったかいがありました。".repeat(30) + "</p>")
                        .get());
        store.show(
                planet,
                layla,
                Given.entry(layla, "ليلة تحت النجوم", "2026-03-08T12:00:00Z")
                        .language("ar")
                        .html(
                                "<p>رأينا زحل من الشرفة، وكانت حلقاته واضحة. ثم كتبنا <code>orrery up</code> وانتظرنا.</p><blockquote><p>من راقب النجوم عرف الصبر.</p></blockquote>")
                        .get(),
                "نجوم");
        store.show(
                planet,
                face,
                Given.entry(face, "A face, and a post from last year", "2025-03-08T12:00:00Z")
                        .get());
        return planet;
    }

    private static Subscription withFace(Subscription one) {
        return new Subscription(
                one.id(),
                one.feedId(),
                one.feedUrl(),
                one.name(),
                one.site(),
                "https://bo-spring.example/face.png",
                List.of(),
                Planet.State.ACTIVE,
                Map.of());
    }
}
