package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiverTest {
    private final Subscription ann = Given.subscription("Ann");
    private final Subscription bo = Given.subscription("Bo");

    @Test
    void aHeadingStandsWhereverDayOrChannelChanges() {
        var lines = lines(
                ZoneOffset.UTC,
                entry(ann, "five", "2026-03-02T18:00:00Z"),
                entry(bo, "four", "2026-03-02T12:00:00Z"),
                entry(ann, "three", "2026-03-02T06:00:00Z"),
                entry(ann, "two", "2026-03-02T05:00:00Z"),
                entry(ann, "one", "2026-03-01T12:00:00Z"));

        assertThat(lines)
                .containsExactly(
                        "2026-03-02",
                        "Ann",
                        "- five",
                        "Bo",
                        "- four",
                        "Ann",
                        "- three",
                        "- two",
                        "2026-03-01",
                        "Ann",
                        "- one");
    }

    @Test
    void lateInTheEveningInLondonIsTomorrowInTokyo() {
        var entry = entry(ann, "late", "2026-03-01T23:30:00Z");

        assertThat(lines(ZoneOffset.UTC, entry)).first().isEqualTo("2026-03-01");
        assertThat(lines(ZoneId.of("Asia/Tokyo"), entry)).first().isEqualTo("2026-03-02");
    }

    @Test
    void noPostsAreNoDays() {
        assertThat(River.of(List.of(), ZoneOffset.UTC).days()).isEmpty();
    }

    private static Entry entry(Subscription subscription, String title, String published) {
        return Given.entry(subscription, title, published).get();
    }

    private List<String> lines(ZoneId zone, Entry... entries) {
        var lines = new ArrayList<String>();
        var edition = Given.edition(Given.planet("clocks", ann, bo), entries);
        for (var day : River.of(edition.posts(), zone).days()) {
            lines.add(day.date().toString());
            for (var channel : day.channels()) {
                lines.add(channel.subscription().name());
                channel.posts().forEach(post -> lines.add("- " + post.entry().title()));
            }
        }
        return lines;
    }
}
