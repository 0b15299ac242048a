package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// The fetcher's decisions against servers of every temper; `POLITENESS.md` is the account.
class ScriptedWebTest {
    private static final int HOSTS_OF_A_TEMPER = 6;
    private static final int DAYS = 30;
    private static final Path SHEET = Path.of("POLITENESS.md");

    @Test
    void everyTemperIsTreatedAsAGuestWould() throws Exception {
        try (var web = new ScriptedWeb(MemoryRows::new, HOSTS_OF_A_TEMPER, DAYS)) {
            web.run();
            var sheet = new ScoreSheet(web, DAYS);

            promisesAreKept(web.scores());
            postsAreSeenInTime(sheet);
            endsAreAsTheyShould(web, sheet);
            sheetIsAsCommitted(sheet.markdown());
        }
    }

    /// One host of each temper with real claims and a real database, which is closed and opened with each restart.
    @Test
    void theDatabaseTellsTheSameStory() throws Exception {
        try (var real = new ScriptedWeb(DatabaseRows::new, 1, 9);
                var memory = new ScriptedWeb(MemoryRows::new, 1, 9)) {
            real.run();
            memory.run();

            assertThat(real.trace.size()).isGreaterThan(1000);
            assertThat(String.join("\n", real.trace)).isEqualTo(String.join("\n", memory.trace));
        }
    }

    private static void promisesAreKept(List<Score> scores) {
        var softly = new SoftAssertions();
        for (var score : scores) {
            var name = score.feed().name();
            softly.assertThat(score.polls()).as(name).isPositive();
            softly.assertThat(score.whileToldToWait())
                    .as("%s: while told to wait", name)
                    .isZero();
            softly.assertThat(score.unconditionalWithoutNeed())
                    .as("%s: without validators", name)
                    .isZero();
            softly.assertThat(score.beforeItWasDue())
                    .as("%s: before it was due", name)
                    .isZero();
            softly.assertThat(score.twiceForOneAdd())
                    .as("%s: two for one add", name)
                    .isZero();
        }
        softly.assertAll();
        assertThat(scores.stream()
                        .map(score -> CarriedFeeds.hostOf(score.feed().url()))
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(200);
    }

    private static void postsAreSeenInTime(ScoreSheet sheet) {
        var softly = new SoftAssertions();
        sheet.byTemper().forEach((temper, scores) -> {
            if (!temper.isTooQuickForItself()) {
                softly.assertThat(ScoreSheet.median(scores))
                        .as("%s: median delay", temper.name())
                        .isLessThanOrEqualTo(ScoreSheet.usualGap(scores).dividedBy(2));
                softly.assertThat(ScoreSheet.missed(scores))
                        .as("%s: missed posts", temper.name())
                        .isZero();
            }
        });
        softly.assertAll();
    }

    private static void endsAreAsTheyShould(ScriptedWeb web, ScoreSheet sheet) {
        var ends = Map.of(
                "410", "gone",
                "410, a slip", "ok",
                "parked", "failing",
                "301 for an hour", "ok",
                "301 for ten days", "moved",
                "302 for a month", "ok",
                "http to https", "moved",
                "404 that heals", "ok",
                "429 without a word", "ok");
        sheet.byTemper().keySet().stream()
                .filter(temper -> ends.containsKey(temper.name()))
                .forEach(temper ->
                        assertThat(sheet.end(temper)).as(temper.name()).isEqualTo(ends.get(temper.name())));
        for (var score : web.scores()) {
            var url = web.row(score).url;
            var original = score.feed().url();
            switch (score.feed().temper().name()) {
                case "301 for ten days" -> assertThat(url).isEqualTo(original + "/new");
                case "http to https" -> assertThat(url).isEqualTo(original.replace("http:", "https:"));
                default -> assertThat(url).isEqualTo(original);
            }
        }
    }

    private static void sheetIsAsCommitted(String sheet) throws Exception {
        if ("renew".equals(System.getProperty("sheet"))) {
            Files.writeString(SHEET, sheet);
        }
        assertThat(Files.exists(SHEET) ? Files.readString(SHEET) : "")
                .as(
                        "fetcher/POLITENESS.md says other than what the scripted web has just seen; if that is as meant, run"
                                + " this test with -Dsheet=renew and commit the file")
                .isEqualTo(sheet);
    }
}
