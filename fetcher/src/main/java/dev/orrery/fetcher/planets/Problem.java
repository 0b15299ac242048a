package dev.orrery.fetcher.planets;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Something wrong with a planet file, told to the person who wrote it.
///
/// @param line     counted from 1; 0 where the whole file is meant
/// @param key      the key it is about, with its path: `subscriptions[2].feed`
/// @param sentence what is wrong and, where we can tell, what to do
public record Problem(Path file, int line, @Nullable String key, String sentence) {

    @Override
    public String toString() {
        return line == 0 ? "%s: %s".formatted(file, sentence) : "%s, line %d: %s".formatted(file, line, sentence);
    }
}
