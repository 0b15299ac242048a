package dev.orrery.publisher.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of one theme: what ships with Orrery, or a folder of the operator's.
sealed interface ThemeFiles {
    /// A file larger than this is none of a theme's.
    int MOST_BYTES = 5 * 1024 * 1024;

    Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    /// The file's content, or null if there is none of that name.
    ///
    /// @param name below the theme's folder, with slashes; anything that could lead out of it is no name
    byte @Nullable [] read(String name);

    /// Where a file is, for people.
    String where(String name);

    /// The templates that are in the folder itself.
    List<String> templates();

    record BuiltIn(String folder) implements ThemeFiles {
        @Override
        public byte @Nullable [] read(String name) {
            if (!NAME.matcher(name).matches()) {
                return null;
            }
            try (var in = BuiltIn.class.getResourceAsStream("/" + folder + "/" + name)) {
                return in == null ? null : in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String where(String name) {
            return folder + "/" + name;
        }

        /// They are checked by tests.
        @Override
        public List<String> templates() {
            return List.of();
        }
    }

    record Folder(Path path) implements ThemeFiles {
        @Override
        public byte @Nullable [] read(String name) {
            if (!NAME.matcher(name).matches()) {
                return null;
            }
            try {
                var file = path.resolve(name).toRealPath();
                boolean within = file.startsWith(path.toRealPath()) && Files.isRegularFile(file);
                return within && Files.size(file) <= MOST_BYTES ? Files.readAllBytes(file) : null;
            } catch (NoSuchFileException _) {
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException("%s cannot be read".formatted(where(name)), e);
            }
        }

        @Override
        public String where(String name) {
            return path.resolve(name).toString();
        }

        @Override
        public List<String> templates() {
            try (Stream<Path> files = Files.list(path)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(Theme.TEMPLATE))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("%s cannot be read".formatted(path), e);
            }
        }
    }
}
