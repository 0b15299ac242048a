package dev.orrery.bench.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Asks one server for one page as fast as it can, from a core of its own.
///
/// @param connections kept, each with one request at a time
record Wrk(int connections, int seconds) {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern SPEED = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern TROUBLE = Pattern.compile("(Non-2xx.*|Socket errors.*)");

    /// @param micros    of the server's CPU for a request
    /// @param perSecond requests answered, by the clock on the wall
    record Shot(double micros, double perSecond) {}

    Shot at(Server server, List<String> headers) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("taskset", "-c", "1", "wrk", "-t1"));
        command.addAll(List.of("-c" + connections, "-d" + seconds + "s"));
        for (var header : headers) {
            command.addAll(List.of("-H", header));
        }
        command.add(server.page().toString());
        var before = server.cpu();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var cpu = server.cpu().minus(before);
        var trouble = TROUBLE.matcher(said);
        if (trouble.find()) {
            throw new IOException("%s: %s".formatted(server.name(), trouble.group(1)));
        }
        return new Shot(micros(cpu, number(REQUESTS, said)), number(SPEED, said));
    }

    private static double micros(Duration cpu, double requests) {
        return cpu.toNanos() / 1e3 / requests;
    }

    private static double number(Pattern pattern, String said) throws IOException {
        var found = pattern.matcher(said);
        if (!found.find()) {
            throw new IOException("wrk says: " + said);
        }
        return Double.parseDouble(found.group(1));
    }
}
