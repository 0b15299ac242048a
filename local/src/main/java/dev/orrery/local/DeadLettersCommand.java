package dev.orrery.local;

import dev.orrery.events.EventCodec;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.letters.Letter;
import dev.orrery.events.letters.Letter.Position;
import dev.orrery.events.letters.Letter.State;
import dev.orrery.events.letters.Letters;
import dev.orrery.events.letters.Letters.Sending;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./orrery dead-letters`: records that could not be handled, looked at, sent again or dropped.
@Command(
        name = "dead-letters",
        description = "Shows records that could not be handled, sends them again, or drops them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show|resend|drop")
final class DeadLettersCommand implements Runnable {
    private static final InstantSource CLOCK = InstantSource.system();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Lists them, the newest first.", mixinStandardHelpOptions = true)
    int list(@Mixin StoresAt stores, @Mixin Which which, @Mixin AsJson as) throws UserTrouble, InterruptedException {
        var out = spec.commandLine().getOut();
        try (var letters = open(stores)) {
            var found = which.of(letters.all());
            if (as.json) {
                print(out, found.stream().map(LetterReport::json).toList());
            } else {
                LetterReport.list(found, out);
            }
        }
        return 0;
    }

    @Command(
            name = "show",
            description =
                    "Shows all of one: where it came from, what went wrong, headers and bytes, and what can be done.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin StoresAt stores,
            @Parameters(paramLabel = "ID", description = "As `list` says it.") String id,
            @Mixin AsJson as)
            throws UserTrouble, InterruptedException {
        var out = spec.commandLine().getOut();
        try (var letters = open(stores)) {
            var letter = find(letters, id);
            var bytes = letters.bytes(letter).orElse(null);
            var advice = LetterReport.advice(letter, letters.supersededBy(letter));
            if (as.json) {
                print(out, LetterReport.json(letter, bytes, advice));
            } else {
                LetterReport.show(letter, bytes, advice, out);
            }
        }
        return 0;
    }

    @Command(
            name = "resend",
            description = "Sends their records again as they were, to where they came from.",
            mixinStandardHelpOptions = true)
    int resend(@Mixin StoresAt stores, @Mixin Chosen chosen, @Mixin AsJson as)
            throws UserTrouble, InterruptedException {
        try (var letters = open(stores)) {
            var done = new LinkedHashMap<Letter, String>();
            boolean allSent = true;
            for (var letter : chosen.of(letters)) {
                var sending = letters.resend(letter);
                allSent &= sending instanceof Sending.Sent;
                done.put(
                        letter,
                        switch (sending) {
                            case Sending.Sent(String position) -> "sent to " + position;
                            case Sending.Kept(String reason) -> "not sent: " + reason;
                        });
            }
            tell(done, as);
            return allSent ? 0 : Main.TROUBLE;
        }
    }

    @Command(
            name = "drop",
            description = "Marks them as dropped: nothing is to be done about them.",
            mixinStandardHelpOptions = true)
    int drop(@Mixin StoresAt stores, @Mixin Chosen chosen, @Mixin AsJson as) throws UserTrouble, InterruptedException {
        try (var letters = open(stores)) {
            var done = new LinkedHashMap<Letter, String>();
            for (var letter : chosen.of(letters)) {
                letters.drop(letter);
                done.put(letter, "dropped");
            }
            tell(done, as);
            return 0;
        }
    }

    /// How a command prints.
    static final class AsJson {
        @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
        boolean json;
    }

    /// Which letters a command is about.
    static final class Which {
        @Option(names = "--topic", paramLabel = "TOPIC", description = "Only those from this topic.")
        @Nullable
        String topic;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Only those with this in their reason.")
        @Nullable
        String reason;

        @Option(names = "--state", paramLabel = "STATE", description = "Only those that are open, resent or dropped.")
        @Nullable
        String state;

        List<Letter> of(List<Letter> all) throws UserTrouble {
            var wanted = state();
            return all.stream()
                    .filter(letter -> wanted == null || letter.state() == wanted)
                    .filter(letter -> topic == null
                            || (letter.source() != null
                                    && letter.source().topic().equals(topic)))
                    .filter(letter -> reason == null
                            || letter.reason().toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT)))
                    .toList();
        }

        private @Nullable State state() throws UserTrouble {
            try {
                return state == null ? null : State.valueOf(state.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new UserTrouble(
                        "--state %s is none: it is open, resent or dropped.".formatted(Words.safe(state)));
            }
        }
    }

    /// Letters to do something about: named, or all that are open and fit.
    static final class Chosen {
        @Parameters(arity = "0..*", paramLabel = "ID", description = "As `list` says them.")
        List<String> ids = new ArrayList<>();

        @Option(names = "--all", description = "All that are open and fit --topic and --reason, the oldest first.")
        boolean all;

        @Mixin
        Which which = new Which();

        List<Letter> of(Letters letters) throws UserTrouble {
            if (all == !ids.isEmpty()) {
                throw new UserTrouble("name letters by their ids, or say --all.");
            }
            if (all) {
                which.state = which.state == null ? "open" : which.state;
                return which.of(letters.all()).reversed();
            }
            var found = new ArrayList<Letter>();
            for (var id : ids) {
                found.add(find(letters, id));
            }
            return found;
        }
    }

    private void tell(Map<Letter, String> done, AsJson as) {
        var out = spec.commandLine().getOut();
        if (as.json) {
            print(
                    out,
                    done.entrySet().stream()
                            .map(one -> Map.of("id", one.getKey().id(), "outcome", one.getValue()))
                            .toList());
            return;
        }
        if (done.isEmpty()) {
            out.println("There is no such dead letter.");
        }
        done.forEach((letter, outcome) -> out.println("%s: %s".formatted(letter.id(), Words.safe(outcome))));
        out.flush();
    }

    private static Letters open(StoresAt stores) throws UserTrouble, InterruptedException {
        var kafka = stores.kafka();
        // An Orrery of before there were marks has no topic for them.
        TopicSetup.ensure(kafka);
        return new Letters(kafka, CLOCK);
    }

    private static Letter find(Letters letters, String id) throws UserTrouble {
        var position = Position.parse(id);
        if (position == null) {
            throw new UserTrouble(
                    "%s is no id of a dead letter: it looks like 2-17; `./orrery dead-letters list` lists them."
                            .formatted(Words.safe(id)));
        }
        return letters.find(position)
                .orElseThrow(() ->
                        new UserTrouble("There is no dead letter %s: it never was, or is older than Kafka keeps them."
                                .formatted(position)));
    }

    private static void print(PrintWriter out, Object value) {
        out.println(EventCodec.json().valueToTree(value).toPrettyString());
        out.flush();
    }
}
