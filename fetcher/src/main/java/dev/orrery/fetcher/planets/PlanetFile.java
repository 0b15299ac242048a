package dev.orrery.fetcher.planets;

import dev.orrery.events.Planet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A planet file: one YAML document, one planet, named by its slug: `clocks.yaml` is the planet `clocks`.
///
/// Only `title` and, in each subscription, `feed` are needed. `planets/planet.schema.json` says the same to editors.
public final class PlanetFile {
    /// Far more than a planet of 10,000 subscriptions takes.
    static final int MAX_BYTES = 4 << 20;

    private PlanetFile() {}

    /// What a file came to.
    public sealed interface Result {}

    /// @param planet its revision is 0: the database counts
    /// @param terms  of those of its feeds for which the owner asks for something, by feed id
    public record Valid(Planet planet, Map<String, FeedTerms> terms) implements Result {
        public Valid {
            terms = Map.copyOf(terms);
        }
    }

    /// @param problems at least one, in the order of their lines
    public record Invalid(List<Problem> problems) implements Result {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /// @param base what a relative address in the file is resolved against; without it, a relative address is a
    ///             problem
    public static Result read(Path file, Optional<URI> base) {
        return read(file, base.orElse(null));
    }

    /// The planet files of a folder, sorted by name; a file by itself is a folder of one.
    ///
    /// Hidden files, which editors leave behind, and everything that does not end in `.yaml` or `.yml` are passed
    /// over.
    public static List<Path> in(Path fileOrFolder) throws IOException {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (Stream<Path> files = Files.list(fileOrFolder)) {
            return files.filter(PlanetFile::isPlanetFile).sorted().toList();
        }
    }

    /// The slug a file stands for, good or bad.
    public static String slug(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Result read(Path file, @Nullable URI base) {
        var problems = new Problems(file);
        var bytes = bytes(file, problems);
        var root = bytes == null ? null : YamlTree.compose(bytes, problems);
        var reader = new PlanetReader(problems, base);
        var planet = root == null ? null : reader.planet(slug(file), root);
        return planet == null || !problems.isEmpty()
                ? new Invalid(problems.sorted())
                : new Valid(planet, reader.terms());
    }

    private static byte @Nullable [] bytes(Path file, Problems problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(
                        0, null, "the file is larger than %d MiB; is it a planet file?".formatted(MAX_BYTES >> 20));
                return null;
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            problems.add(0, null, "there is no such file");
        } catch (IOException e) {
            problems.add(0, null, "the file cannot be read (%s)".formatted(e.getMessage()));
        }
        return null;
    }

    private static boolean isPlanetFile(Path file) {
        var name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(file);
    }
}
