package dev.orrery.fetcher.planets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/// Gathers what is wrong with one file, so that its owner hears of everything at once.
final class Problems {
    private final Path file;
    private final List<Problem> list = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    /// @param line counted from 1; 0 for the whole file
    void add(int line, @Nullable String key, String sentence) {
        list.add(new Problem(file, line, key, sentence));
    }

    void add(Node at, String key, String sentence) {
        add(at.getStartMark().getLine() + 1, key, sentence);
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    List<Problem> sorted() {
        return list.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
