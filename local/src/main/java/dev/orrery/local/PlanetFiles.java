package dev.orrery.local;

import dev.orrery.events.Planet;
import dev.orrery.fetcher.planets.PlanetFile;
import dev.orrery.fetcher.planets.PlanetFile.Invalid;
import dev.orrery.fetcher.planets.PlanetFile.Valid;
import dev.orrery.fetcher.planets.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Planet files, read before anything starts: what the fetcher would log later, whoever typed the command sees now.
///
/// @param path     the file or folder, absolute
/// @param valid    the planets that are all right
/// @param problems of the others
record PlanetFiles(Path path, List<Planet> valid, List<Problem> problems) {
    /// @param base what relative addresses in the files are resolved against
    static PlanetFiles read(Path fileOrFolder, URI base) throws UserTrouble {
        var path = fileOrFolder.toAbsolutePath().normalize();
        var valid = new ArrayList<Planet>();
        var problems = new ArrayList<Problem>();
        try {
            for (var file : PlanetFile.in(path)) {
                switch (PlanetFile.read(file, Optional.of(base))) {
                    case Valid one -> valid.add(one.planet());
                    case Invalid invalid -> problems.addAll(invalid.problems());
                }
            }
        } catch (IOException e) {
            throw new UserTrouble("The folder %s cannot be read (%s): name one that you may read.".formatted(path, e));
        }
        if (valid.isEmpty() && problems.isEmpty()) {
            throw new UserTrouble(
                    "There is no planet file in %s: put one there, for example a copy of planets/sample.yaml."
                            .formatted(path));
        }
        return new PlanetFiles(path, valid, problems);
    }

    /// Of the planets that are all right.
    List<String> slugs() {
        return valid.stream().map(Planet::planet).toList();
    }

    /// At the start a mistake stops everything; later the last good version goes on.
    PlanetFiles requireValid() throws UserTrouble {
        if (problems.isEmpty()) {
            return this;
        }
        int more = problems.size() - 1;
        throw new UserTrouble(problems.getFirst()
                + (more == 0 ? "." : " (and %d more: see `./orrery check %s`).".formatted(more, path)));
    }
}
