package dev.orrery.local;

import dev.orrery.enricher.pipeline.Rehearsal;
import dev.orrery.enricher.place.Placer;
import dev.orrery.events.Planet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./orrery check`: what is wrong with planet files, all of it, without starting anything; and what they would change.
@Command(
        name = "check",
        description = "Says what is wrong with planet files, and what they would change if they were live.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|DIR", description = "A planet file, or a folder of them.")
    Path planets = Path.of(".");

    @Option(names = "--diff", description = "Show what would become of everything that is stored, and change nothing.")
    boolean diff;

    @Option(
            names = "--suggest-tags",
            description = "Suggest rules for tags that the planet's authors use and some of its posts lack.")
    boolean suggestTags;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where an Orrery on this machine keeps everything, running or not."
                    + " Without: `orrery` in your state directory.")
    @Nullable
    Path data;

    @Option(
            names = "--mongo",
            paramLabel = "URI",
            description = "The MongoDB of an Orrery elsewhere: mongodb://HOST:PORT/DATABASE.")
    @Nullable
    String mongo;

    @Option(
            names = "--base-port",
            paramLabel = "N",
            description = "As `up` was told: relative addresses of feeds lead to N+5.")
    @Nullable
    Integer basePort;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws UserTrouble, IOException {
        var ports = basePort == null ? Ports.DEFAULT : Ports.from(basePort);
        var files = PlanetFiles.read(planets, ports.sampleAddress());
        var out = spec.commandLine().getOut();
        files.problems().forEach(out::println);
        if (diff || suggestTags) {
            lookAtHistory(files);
        } else {
            files.slugs().forEach(slug -> out.println(slug + ": all right"));
        }
        out.flush();
        return files.problems().isEmpty() ? 0 : Main.TROUBLE;
    }

    private void lookAtHistory(PlanetFiles files) throws UserTrouble, IOException {
        try (var history = mongo == null
                ? StoredHistory.in(data == null ? DataFolder.byDefault() : data)
                : StoredHistory.at(mongo)) {
            var rehearsal = new Rehearsal(history.stores(), new Placer());
            for (var planet : files.valid()) {
                if (diff) {
                    showDifferences(planet, rehearsal);
                }
                if (suggestTags) {
                    TagSuggestions.print(
                            planet.planet(),
                            history.stores().placements(),
                            spec.commandLine().getOut());
                }
            }
        }
    }

    private void showDifferences(Planet planet, Rehearsal rehearsal) {
        var report = new DiffReport(planet.planet());
        var outlook = rehearsal.of(planet, report::add);
        report.print(outlook, spec.commandLine().getOut());
    }
}
