package dev.orrery.local;

import com.mongodb.MongoException;
import dev.orrery.enricher.replay.Replay;
import dev.orrery.enricher.replay.ReplayRefused;
import dev.orrery.enricher.replay.ReplayScope;
import dev.orrery.enricher.replay.Report;
import dev.orrery.events.EventCodec;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./orrery replay`: what today's sanitizer, tagger and rules make of all that was ever read.
@Command(
        name = "replay",
        description = {
            "Makes the projection anew from the topics, beside the one that readers see, says what differs, and switches.",
            "Ctrl-C stops it; the same command goes on from there."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(40);

    @Option(names = "--diff", description = "Only say what would differ. What was rebuilt is kept for the next replay.")
    boolean diff;

    @Option(
            names = "--planet",
            paramLabel = "PLANET",
            description = "Only decide anew on this planet's placements; all else is copied.")
    @Nullable
    String planet;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only entries that came since then, as 2026-11-01 or 2026-11-01T12:00:00Z; all else is copied.")
    @Nullable
    String since;

    @Option(names = "--discard", description = "Forget what an unfinished replay has rebuilt, and end.")
    boolean discard;

    @Option(names = "--json", description = "Print what differs as JSON for programs instead of text for people.")
    boolean json;

    @Mixin
    StoresAt stores = new StoresAt();

    @Option(
            names = "--mongodb",
            paramLabel = "URI",
            description = "Its MongoDB, with the database. Without: the one on this machine.")
    @Nullable
    String mongodb;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var scope = new ReplayScope(planet, since(since));
        var ended = new CountDownLatch(1);
        var me = Thread.currentThread();
        var hook = new Thread(() -> stop(me, ended), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        var out = spec.commandLine().getOut();
        try (var replay = Replay.connect(stores.kafka(), stores.mongodb(mongodb), InstantSource.system())) {
            run(replay, scope, out);
            return 0;
        } catch (ReplayRefused e) {
            throw new UserTrouble(e.getMessage() + " `./orrery replay --discard` forgets what was rebuilt.");
        } catch (MongoException e) {
            throw new UserTrouble("MongoDB failed: %s The same command goes on from here.".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            out.println("Stopped. The same command goes on from here.");
            return Main.TROUBLE;
        } finally {
            out.flush();
            ended.countDown();
        }
    }

    private void run(Replay replay, ReplayScope scope, PrintWriter out) throws ReplayRefused, InterruptedException {
        // Whoever wants JSON wants nothing else on that stream.
        var told = json ? spec.commandLine().getErr() : out;
        var progress = new ReplayProgress(told);
        if (discard) {
            replay.discard();
            return;
        }
        if (replay.isUnfinished()) {
            told.println("An earlier replay switched and was stopped before it had told of everything: finishing it.");
            replay.finish(progress);
        }
        replay.rebuild(scope, progress);
        show(replay.report(progress), out);
        if (diff) {
            return;
        }
        replay.apply(progress);
    }

    private void show(Report report, PrintWriter out) {
        if (json) {
            out.println(EventCodec.json().valueToTree(ReplayReport.json(report)).toPrettyString());
        } else {
            new ReplayReport(report, out).print(diff);
        }
        out.flush();
    }

    static @Nullable Instant since(@Nullable String text) throws UserTrouble {
        if (text == null) {
            return null;
        }
        try {
            return text.length() <= "2026-11-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UserTrouble(
                    "--since %s is no time: write 2026-11-01 or 2026-11-01T12:00:00Z.".formatted(Words.safe(text)));
        }
    }

    /// Ctrl-C. The process ends when this returns.
    private static void stop(Thread running, CountDownLatch ended) {
        running.interrupt();
        try {
            var _ = ended.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
