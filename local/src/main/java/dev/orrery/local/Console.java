package dev.orrery.local;

import java.io.PrintStream;

/// What whoever typed `./orrery` sees: whole lines, from whichever thread.
final class Console {
    private static final int NAME_WIDTH = 9;

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /// A line that one of the processes said.
    void relay(String name, String line) {
        if (!line.isBlank()) {
            say(("%-" + NAME_WIDTH + "s | %s").formatted(name, line));
        }
    }
}
