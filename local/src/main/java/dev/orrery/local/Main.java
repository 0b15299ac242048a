package dev.orrery.local;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line behind the `orrery` script.
@Command(
        name = "orrery",
        description = "Hosts planets: sites that merge many people's blogs into one page and one feed.",
        mixinStandardHelpOptions = true,
        version = "orrery 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            Check.class,
            Discover.class,
            Parse.class,
            Poll.class,
            Sanitize.class,
            ReplayCommand.class,
            DeadLettersCommand.class
        },
        footer = {
            "",
            "  test     Run all tests.",
            "  screenshots",
            "           Take pictures of every kind of page.",
            "",
            "`orrery` alone is `orrery up`."
        })
public final class Main {
    /// The command did not do what it was asked to: the user can mend it.
    static final int TROUBLE = 2;

    private Main() {}

    public static void main(String[] args) throws IOException {
        Logs.quiet();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof UserTrouble) {
            command.getErr().println("orrery: " + e.getMessage());
            return TROUBLE;
        }
        throw e;
    }
}
