package dev.orrery.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// JSON Lines on standard input, a line of JSON for each on standard output: how programs use a command.
final class JsonLines {
    private JsonLines() {}

    /// What is answered to a line.
    interface Answering {
        Object answer(JsonNode line) throws IOException;
    }

    /// Until the input ends; empty lines count for nothing.
    static void answer(JsonMapper json, Answering each) throws IOException {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.println(json.writeValueAsString(each.answer(json.readTree(line))));
            }
        }
        out.flush();
    }
}
