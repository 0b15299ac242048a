package dev.orrery.local;

import dev.orrery.events.EventCodec;
import dev.orrery.fetcher.poll.TrialPoll;
import dev.orrery.fetcher.web.Validators;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./orrery poll`: one poll that stores and sends nothing, and shows all there is to see of it.
@Command(
        name = "poll",
        description = "Polls a feed once, outside of everything, and shows request, answer, decisions and entries.",
        mixinStandardHelpOptions = true)
final class Poll implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "A feed's address.")
    String url = "";

    @Option(names = "--etag", paramLabel = "ETAG", description = "Send this as If-None-Match, quotes included.")
    @Nullable
    String etag;

    @Option(names = "--last-modified", paramLabel = "DATE", description = "Send this as If-Modified-Since.")
    @Nullable
    String lastModified;

    @Mixin
    OneVisit visit = new OneVisit();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws UserTrouble, InterruptedException, IOException {
        var clock = InstantSource.system();
        var out = spec.commandLine().getOut();
        try (var web = visit.web(clock)) {
            var poll = TrialPoll.of(url, new Validators(etag, lastModified), web, OneVisit.parser(), clock);
            if (visit.json) {
                out.println(EventCodec.json().writerWithDefaultPrettyPrinter().writeValueAsString(VisitJson.of(poll)));
                return poll.failure() == null ? 0 : Main.TROUBLE;
            }
            new PollReport(poll, out).print();
            if (poll.failure() != null) {
                throw new UserTrouble(Words.safe(OneVisit.allowHint(poll.failure())));
            }
            return 0;
        } finally {
            out.flush();
        }
    }
}
