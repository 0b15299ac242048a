package dev.orrery.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Everything, one after the other.
@Command(
        name = "all",
        description = "All of it, as the tables in bench/README.md are made.",
        mixinStandardHelpOptions = true)
final class AllCommand implements Callable<Integer> {
    @Option(names = "--markdown", description = "Print tables as Markdown.")
    boolean markdown;

    @Override
    public Integer call() throws IOException {
        System.out.printf("%s: %s%n", LocalDate.now(ZoneId.systemDefault()), machine());
        int worst = 0;
        for (var name : List.of("parse", "sanitize", "fetcher", "many", "growth", "enrich", "serve", "live")) {
            var command = new ArrayList<>(List.of(name));
            if (markdown) {
                command.add("--markdown");
            }
            worst = Math.max(worst, Bench.run(command.toArray(String[]::new)));
        }
        return worst;
    }

    private static String machine() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            var model = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*: ", ""))
                    .findFirst()
                    .orElse("a processor without a name");
            return "%d × %s, Linux %s, Java %s"
                    .formatted(
                            Runtime.getRuntime().availableProcessors(),
                            model,
                            System.getProperty("os.version").replaceFirst("-.*", ""),
                            Runtime.version());
        }
    }
}
