package dev.orrery.enricher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Data for tests that lies beside the repository and is not part of it.
public final class SharedFiles {
    private SharedFiles() {}

    /// Nothing, and a loud line, if it is not there.
    public static Optional<Path> find(String name) {
        var path = Path.of(System.getProperty("orrery.root", "."))
                .resolve("../shared")
                .resolve(name);
        if (Files.exists(path)) {
            return Optional.of(path);
        }
        System.err.println("*** NOT TESTED: there is no " + path.normalize() + " ***");
        return Optional.empty();
    }
}
