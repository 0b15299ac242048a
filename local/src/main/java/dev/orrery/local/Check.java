package dev.orrery.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `./orrery check`: what is wrong with planet files, all of it, without starting anything.
@Command(name = "check", description = "Says what is wrong with planet files.", mixinStandardHelpOptions = true)
final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|DIR", description = "A planet file, or a folder of them.")
    Path planets = Path.of(".");

    @Override
    public Integer call() throws UserTrouble {
        var files = PlanetFiles.read(planets, URI.create("http://localhost:%d/".formatted(Ports.DEFAULT.sample())));
        var console = new Console(System.out);
        files.problems().forEach(problem -> console.say(problem.toString()));
        files.slugs().forEach(slug -> console.say(slug + ": all right"));
        return files.problems().isEmpty() ? 0 : Main.TROUBLE;
    }
}
