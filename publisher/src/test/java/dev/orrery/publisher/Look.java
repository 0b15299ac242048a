package dev.orrery.publisher;

import dev.orrery.events.Enclosure;
import dev.orrery.events.Entry;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.FeedStatus.Pace;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Placement.SameBy;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Rules.Condition;
import dev.orrery.publisher.search.Indexed;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        ailing(store, "ailing", "Europe/Berlin", "en");
        ailing(store, "ailing-ar", "Africa/Cairo", "ar");
        ailing(store, "ailing-de", "Europe/Berlin", "de");
        ailing(store, "ailing-ja", "Asia/Tokyo", "ja");
        years(store, 400);
        var site = new RunningSite(store, Integer.parseInt(arguments[0]));
        new Indexed(Files.createTempDirectory("look"), site.index()).fill(store);
        System.out.println("Look at " + site.uri("/"));
        Thread.currentThread().join();
    }

    /// A planet of ten years: pages to turn, tags and authors to look up, and a day on which one blog posted too much.
    public static Planet years(Store store, int posts) {
        var people = Stream.of("Ann Wheel", "Bo Spring", "Cy Escapement", "Dörte Zahnrad", "綿貫すずね", "Ed Pendulum")
                .map(Given::subscription)
                .toList();
        var words = List.of(
                "Brass",
                "Clock towers",
                "Oil",
                "Escapements",
                "Springs",
                "Time zones",
                "Leap seconds",
                "Sundials",
                "Repair",
                "Museums",
                "Watches",
                "Bells",
                "Chains",
                "Dust",
                "Enamel",
                "Fusee",
                "Gears",
                "Hands",
                "Ivory",
                "Jewels",
                "Keys",
                "Levers",
                "Marine chronometers",
                "Night",
                "Ormolu",
                "Pivots",
                "Quartz",
                "Ratchets",
                "Striking",
                "Tools",
                "Unrest",
                "Verge",
                "Winding",
                "Exhibitions",
                "Yearly",
                "Zeppelins",
                "Öl",
                "時計",
                "3D printing",
                "C++",
                "c/a test");
        var planet = Given.planet("years", people.toArray(Subscription[]::new));
        store.put(planet);
        people.forEach(one -> store.put(Given.feed(one, FeedStatus.State.OK, null)));
        var random = new Random(1);
        var at = Instant.parse("2026-03-09T17:20:00Z");
        for (int i = 0; i < posts; i++) {
            var one = people.get(random.nextInt(people.size()));
            var tags = random.ints(3, 0, words.size())
                    .map(n -> n * random.nextInt(words.size()) / words.size())
                    .distinct()
                    .mapToObj(words::get)
                    .toArray(String[]::new);
            var entry = Given.entry(one, "Note no. " + (posts - i) + " on " + tags[0], at.toString())
                    .by(random.nextInt(4) == 0 ? new String[] {one.name(), "Guest Writer"} : new String[] {one.name()})
                    .html("<p>" + "Every clock is wrong, but some are wrong more slowly. ".repeat(3) + "</p>")
                    .get();
            store.show(planet, one, entry, tags);
            at = at.minus(Duration.ofMinutes(random.nextInt(20_000)));
        }
        for (int i = 0; i < 7; i++) {
            var entry = Given.entry(people.getFirst(), "Burst " + i, "2026-03-09T0%d:00:00Z".formatted(i))
                    .get();
            store.put(entry);
            store.put(Given.crowdedOut(Given.placement(planet, people.getFirst(), entry)));
        }
        store.show(
                planet,
                people.getFirst(),
                Given.entry(people.getFirst(), "The last of many", "2026-03-09T12:00:00Z")
                        .get());
        return planet;
    }

    public static void arabic(Store store) {
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

    /// A planet whose health page and whose answers have much to say.
    public static void ailing(Store store, String slug, String timezone, String locale) {
        var ann = Given.subscription("Ann Wheel");
        var bo = Given.subscription("Bo Spring");
        var lost = Given.subscription("Lost and Found");
        var busy = Given.subscription("Busy Server");
        var long_ = Given.subscription("A-very-long-name-without-a-space-that-somebody-chose-for-a-blog");
        var fresh = Given.subscription("Fresh Blog");
        var layla = Given.subscription("ليلى حداد");
        var planet = Given.planet(slug, timezone, locale, ann, bo, lost, busy, long_, fresh, layla);
        store.put(planet);
        store.put(Given.sound(ann, Pace.RHYTHM));
        store.put(Given.sound(layla, Pace.COSTLY));
        store.put(Given.ailing(
                lost,
                FeedStatus.State.FAILING,
                Cause.NOT_FOUND,
                Pace.BACK_OFF,
                "The server answers 404: there is no feed at this address."));
        store.put(Given.ailing(
                bo,
                FeedStatus.State.FAILING,
                Cause.TLS,
                Pace.BACK_OFF,
                "No secure connection to bo-spring.example: its certificate has expired."));
        store.put(Given.ailing(
                busy,
                FeedStatus.State.WAITING,
                Cause.TOO_OFTEN,
                Pace.RETRY_AFTER,
                "The server answers 429: it is asked too often."));
        store.put(Given.sound(long_, Pace.PUSH));
        var gears = Given.entry(ann, "Gears & wheels", "2026-03-02T07:30:00Z")
                .guid("tag:ann-wheel.example,2026:gears")
                .by("Ann Wheel")
                .edited()
                .get();
        decided(
                store,
                planet,
                ann,
                gears,
                Outcome.SHOWN,
                null,
                new Reason(
                        "include",
                        "pass",
                        "“Clocks”: it is tagged “clock work”",
                        Facts.filter("Clocks", condition("clock work", null))));
        var copy = Given.entry(layla, "Gears & wheels, read again", "2026-03-03T07:30:00Z")
                .get();
        decided(
                store,
                planet,
                layla,
                copy,
                Outcome.DUPLICATE,
                gears.entryId(),
                new Reason("exclude", "pass", "it is nothing that is left out here"),
                new Reason(
                        "duplicate",
                        "duplicate",
                        "the same post is shown from “Ann Wheel”, “Gears & wheels”: it has the same text",
                        Facts.sameBy(SameBy.TEXT)));
        System.out.printf("/%s/why/%s%n/%s/why/%s%n", slug, gears.entryId(), slug, copy.entryId());
    }

    private static Condition condition(@Nullable String tag, @Nullable String title) {
        return new Condition(tag, title, null, null, null, null, null, null, List.of(), List.of(), null);
    }

    private static void decided(
            Store store,
            Planet planet,
            Subscription subscription,
            Entry entry,
            Outcome outcome,
            String original,
            Reason... reasons) {
        store.put(entry);
        var shown = Given.placement(planet, subscription, entry);
        var all = new ArrayList<>(List.of(
                new Reason("rank", "pass", "dated by its author"),
                new Reason("subscription", "pass", "carried through “%s”".formatted(subscription.name()))));
        all.addAll(List.of(reasons));
        store.put(new Placement(
                shown.planet(),
                shown.entryId(),
                shown.feedId(),
                shown.subscription(),
                outcome,
                shown.rankAt(),
                original,
                all,
                List.of(
                        new PlacedTag("clock-work", "Clock work", "category", null),
                        new PlacedTag("brass", "Brass", "rule", "its title says “gears”", condition(null, "gears"))),
                shown.from(),
                shown.entry()));
    }

    /// A planet with everything that is hard to show.
    public static Planet fill(Store store) {
        var ann = Given.subscription("Ann Wheel");
        var long_ = Given.subscription("A-very-long-name-without-any-space-that-somebody-gave-a-blog");
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
                                <h5>A heading in the post</h5><pre>int main(void) { return puts("a line that is much longer than the page is wide on any telephone that was ever built") &lt; 0; }</pre>
                                <table><thead><tr><th colspan="7">Head</th><th colspan="7">Head</th></tr></thead><tbody><tr>%s</tr></tbody></table>
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
