package dev.orrery.publisher.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Seed;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.serve.Format;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// All posts of planet.virt-tools.org: whatever their authors wrote, each output is as its specification wants it, and
/// all say the same.
@EnabledIf("dev.orrery.publisher.Seed#isThere")
class SeedFeedsTest {
    private static final List<Format> FEEDS = List.of(Format.ATOM, Format.RSS, Format.RDF, Format.JSON);

    @Test
    void everyPostIsInEveryFeedAndReadAsTheSame() throws Exception {
        try (var store = new Store();
                var site = new RunningSite(store, 0)) {
            Seed.read().fill(store);

            var expected = new ArrayList<Told>();
            for (var format : FEEDS) {
                var told = new ArrayList<Told>();
                for (int page = 1; ; page++) {
                    var answer = site.get("/virt-tools/" + format.file() + (page == 1 ? "" : "/page/" + page));
                    if (answer.statusCode() == 404) {
                        break;
                    }
                    assertThat(Specification.problems(format, answer.body()))
                            .as(format + " " + page)
                            .isEmpty();
                    told.addAll(Told.by(format, answer.body()));
                }
                if (expected.isEmpty()) {
                    expected.addAll(told);
                    assertThat(told).hasSize(posts(store));
                }
                assertThat(told).as(format.toString()).containsExactlyElementsOf(expected);
            }
            for (var format : List.of(Format.OPML, Format.FOAF)) {
                assertThat(Specification.problems(
                                format, site.get("/virt-tools/" + format.file()).body()))
                        .isEmpty();
            }
        }
    }

    private static int posts(Store store) {
        return Math.toIntExact(store.database().getCollection("placements").countDocuments());
    }
}
