package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// `POLITENESS.md`, made of what the scripted web has seen.
final class ScoreSheet {
    private final Map<Temper, List<Score>> scores;
    private final Map<Temper, String> ends;
    private final int days;

    ScoreSheet(ScriptedWeb web, int days) {
        this.days = days;
        scores = web.scores().stream()
                .collect(
                        Collectors.groupingBy(score -> score.feed().temper(), LinkedHashMap::new, Collectors.toList()));
        ends = new LinkedHashMap<>();
        scores.forEach((temper, all) -> ends.put(
                temper,
                all.stream()
                        .map(score -> web.row(score).state.name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "))));
    }

    static Duration median(List<Score> scores) {
        var delays = delays(scores);
        return delays.isEmpty() ? Duration.ZERO : delays.get(delays.size() / 2);
    }

    static Duration usualGap(List<Score> scores) {
        return scores.stream()
                .map(score -> score.feed().usualGap())
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(scores.size());
    }

    Map<Temper, List<Score>> byTemper() {
        return scores;
    }

    String end(Temper temper) {
        return String.valueOf(ends.get(temper));
    }

    String markdown() {
        var all = scores.values().stream().flatMap(List::stream).toList();
        var text = new StringBuilder("""
                # How polite the fetcher is

                This sheet is made by `ScriptedWebTest`: the fetcher's own decisions, on a clock of the test's, against servers of
                every temper that we know of. `mvn -Dquick -pl fetcher -am test -Dtest=ScriptedWebTest -Dsheet=renew
                -Dsurefire.failIfNoSpecifiedTests=false` writes it anew after a change; without `-Dsheet=renew` the test fails
                where it no longer holds.

                What is promised, and what came of it with %,d feeds on %,d hosts in %d days, the fetcher being restarted daily,
                in the midst of adding feeds, and once away for nine hours:

                | promise | kept in | broken in |
                |---|---|---|
                """.formatted(all.size(), hosts(all), days));
        promise(text, "No poll while told to wait", all, Score::whileToldToWait);
        promise(
                text,
                "Without validators only where the server gives none, and once a day at most",
                all,
                Score::unconditionalWithoutNeed);
        promise(text, "Never before it is due, restart or not", all, Score::beforeItWasDue);
        promise(text, "Never two for one add", all, Score::twiceForOneAdd);
        text.append("""

                Told to wait is: `Retry-After` (for the whole host, whatever it says), freshness by `Cache-Control` or `Expires` on 200
                and 304, `ttl`, `sy:updatePeriod` (a day at most), `skipHours` and `skipDays`. The median delay until a post is seen
                is to be at most half the usual gap between posts.

                | temper | polls a day | unconditional | told to wait | delay: median | worst | half the gap | missed | after %d days |
                |---|--:|--:|--:|--:|--:|--:|--:|---|
                """.formatted(days));
        scores.forEach((temper, some) -> row(text, temper, some));
        text.append("\n## The tempers\n\n");
        scores.keySet().forEach(temper -> text.append("- **%s**: %s\n".formatted(temper.name(), temper.explains())));
        text.append("""

                Polls a day are those of one feed. Unconditional are polls without a validator after the first answer, of all feeds
                of the temper together. Missed are posts that had left the document before it was read again. Every temper has the same number of hosts.
                """);
        return text.toString();
    }

    private void row(StringBuilder text, Temper temper, List<Score> some) {
        var delays = delays(some);
        text.append("| %s | %.1f | %d | %d | %s | %s | %s | %d | %s |%n"
                .formatted(
                        temper.name(),
                        sum(some, Score::polls) / (double) days / some.size(),
                        sum(some, Score::unconditional),
                        sum(some, Score::whileToldToWait),
                        delays.isEmpty() ? "–" : words(median(some)),
                        delays.isEmpty() ? "–" : words(delays.getLast()),
                        words(usualGap(some).dividedBy(2)),
                        missed(some),
                        end(temper)));
    }

    private static void promise(StringBuilder text, String promise, List<Score> all, ToIntFunction<Score> broken) {
        int polls = sum(all, Score::polls);
        int count = sum(all, broken);
        text.append("| %s | %,d polls | %d |%n".formatted(promise, polls - count, count));
    }

    private static List<Duration> delays(List<Score> scores) {
        var delays = new ArrayList<Duration>();
        scores.forEach(score -> delays.addAll(score.delays()));
        delays.sort(null);
        return delays;
    }

    private static int sum(List<Score> scores, ToIntFunction<Score> of) {
        return scores.stream().mapToInt(of).sum();
    }

    static long missed(List<Score> scores) {
        return scores.stream().mapToLong(Score::missed).sum();
    }

    private static long hosts(List<Score> scores) {
        return scores.stream()
                .map(score -> CarriedFeeds.hostOf(score.feed().url()))
                .distinct()
                .count();
    }

    private static String words(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(90)) < 0
                ? duration.toMinutes() + " min"
                : duration.compareTo(Duration.ofDays(3)) < 0
                        ? "%.1f h".formatted(duration.toMinutes() / 60.0)
                        : "%.1f d".formatted(duration.toHours() / 24.0);
    }
}
