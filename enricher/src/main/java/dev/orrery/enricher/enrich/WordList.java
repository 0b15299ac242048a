package dev.orrery.enricher.enrich;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A list of words that comes along with the code.
final class WordList {
    private WordList() {}

    /// @param name of the file beside this class
    /// @return its lines, without those that begin with `#`
    static List<String> lines(String name) {
        try (var in = WordList.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
