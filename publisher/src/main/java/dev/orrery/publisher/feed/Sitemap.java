package dev.orrery.publisher.feed;

import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Register;
import dev.orrery.publisher.library.Register.Named;
import dev.orrery.publisher.library.Tally;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Wanted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A planet's pages for search engines (sitemaps.org, 0.9), each with the date of its newest post.
///
/// The pages of single posts are not among them: they name their authors' sites as canonical, and a sitemap lists
/// nothing but what is canonical where it is.
public final class Sitemap implements Maker {
    /// What one file may hold. Tags come last and the least used are left out.
    private static final int MOST = 50_000;

    private record Page(String address, @Nullable Instant newest) {}

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        return Maker.ofRegister(this::render).make(library, slug, wanted, carried);
    }

    byte[] render(Register register) {
        return Xml.document(xml -> {
            xml.open("urlset", "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
            for (var page : pages(register).limit(MOST).toList()) {
                xml.open("url");
                xml.text("loc", register.home() + page.address());
                xml.text("lastmod", page.newest() == null ? null : date(page.newest()));
                xml.close();
            }
            xml.close();
        });
    }

    private static Stream<Page> pages(Register register) {
        var newest = register.newest().orElse(null);
        return Stream.of(
                        Stream.of(Format.PAGE, Format.TITLES, Format.ARCHIVE, Format.TAGS)
                                .map(format -> new Page(Address.of(Wanted.home(format)), newest)),
                        views(
                                register.months(),
                                Map.Entry.comparingByKey(Comparator.reverseOrder()),
                                View.In::new,
                                tally -> tally),
                        views(register.subscriptions(), Map.Entry.comparingByKey(), View.From::new, tally -> tally),
                        views(register.authors(), Map.Entry.comparingByKey(), View.By::new, Named::tally),
                        views(register.tags(), mostUsedFirst(), View.Tagged::new, Named::tally))
                .flatMap(pages -> pages);
    }

    private static <K, V> Stream<Page> views(
            Map<K, V> counted, Comparator<Map.Entry<K, V>> order, Function<K, View> view, Function<V, Tally> tally) {
        return counted.entrySet().stream()
                .sorted(order)
                .map(one -> new Page(
                        Address.of(view.apply(one.getKey())),
                        tally.apply(one.getValue()).newest()));
    }

    private static Comparator<Map.Entry<String, Named>> mostUsedFirst() {
        return Comparator.<Map.Entry<String, Named>>comparingInt(
                        tag -> -tag.getValue().tally().posts())
                .thenComparing(Map.Entry::getKey);
    }

    private static String date(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
