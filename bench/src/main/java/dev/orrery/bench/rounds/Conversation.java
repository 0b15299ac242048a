package dev.orrery.bench.rounds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// How a process of the bench is spoken to: a line on its standard input, a line back on its standard output. It ends
/// with its input.
public final class Conversation {
    private Conversation() {}

    /// @param ready   is said first
    /// @param answers a line for each line
    public static void hold(String ready, UnaryOperator<String> answers) throws IOException {
        say(ready);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            say(answers.apply(line.strip()));
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
