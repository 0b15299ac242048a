package dev.orrery.local;

import dev.orrery.events.EventCodec;
import dev.orrery.fetcher.discover.Attempt;
import dev.orrery.fetcher.discover.Discovered;
import dev.orrery.fetcher.discover.Discovery;
import dev.orrery.fetcher.discover.FoundFeed;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./orrery discover`: a site's feeds, or why there are none.
@Command(
        name = "discover",
        description = "Finds the feeds of a site and says which line to paste into a planet file.",
        mixinStandardHelpOptions = true)
final class Discover implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "A site's or a feed's address, or a Mastodon handle.")
    String url = "";

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
            var discovered = new Discovery(web, OneVisit.parser(), clock).discover(url);
            if (visit.json) {
                out.println(EventCodec.json()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(VisitJson.of(url, discovered)));
                return discovered instanceof Discovered.Found ? 0 : Main.TROUBLE;
            }
            switch (discovered) {
                case Discovered.Found found -> found(found.feeds(), out);
                case Discovered.NotFound not -> {
                    tried(not.trail(), out);
                    throw new UserTrouble("No feed was found. " + Words.safe(OneVisit.allowHint(not.reason())));
                }
            }
            return 0;
        } finally {
            out.flush();
        }
    }

    private static void found(List<FoundFeed> feeds, PrintWriter out) {
        out.println(feeds.size() == 1 ? "One feed:" : "%d feeds, the best first:".formatted(feeds.size()));
        int number = 1;
        for (var feed : feeds) {
            out.println();
            out.println("%3d. %s".formatted(number++, name(feed)));
            out.println("     " + Words.safe(feed.url()));
            out.println("     %s, %s, newest: %s"
                    .formatted(
                            Words.format(Words.safe(feed.feed().format())),
                            Words.count(feed.feed().entries().size(), "entry", "entries"),
                            newest(feed)));
            out.println("     (%s)".formatted(feed.how().sentence()));
        }
        out.println();
        out.println("To carry it, paste this line below `subscriptions:` in a planet file:");
        out.println();
        out.println("  - {name: %s, feed: %s}"
                .formatted(
                        Words.yaml(name(feeds.getFirst())),
                        Words.yaml(feeds.getFirst().url())));
    }

    private static String name(FoundFeed feed) {
        var title = feed.feed().title();
        return title == null || title.isBlank()
                ? feed.url().replaceFirst("^https?://([^/:?]+).*", "$1")
                : Words.safe(title, 100);
    }

    private static String newest(FoundFeed feed) {
        var entry = feed.newest();
        return entry == null
                ? "none"
                : "“%s”, %s".formatted(Words.title(entry.title()), Words.time(FoundFeed.dateOf(entry)));
    }

    private static void tried(List<Attempt> trail, PrintWriter out) {
        if (!trail.isEmpty()) {
            out.println("Tried:");
        }
        for (var attempt : trail) {
            out.println();
            out.println("  %s  (%s)"
                    .formatted(Words.safe(attempt.url()), attempt.how().sentence()));
            out.println("    %s: %s".formatted(step(attempt.step()), Words.safe(attempt.sentence())));
            if (attempt.head() != null && !attempt.head().isEmpty()) {
                out.println("    It begins: " + Words.safe(attempt.head()));
            }
        }
    }

    private static String step(Attempt.Step step) {
        return switch (step) {
            case FEED -> "Feed";
            case PAGE -> "Web page";
            case ADDRESS -> "Address";
            case DNS -> "DNS";
            case GUARD -> "Not allowed";
            case CONNECT -> "Connection";
            case TLS -> "TLS";
            case EXCHANGE -> "Answer";
            case REDIRECT -> "Redirect";
            case STATUS -> "Status";
            case BOT_WALL -> "Robots refused";
            case NOT_A_FEED -> "Not a feed";
        };
    }
}
