package dev.orrery.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table for people: in columns, or as Markdown.
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public String text(boolean markdown) {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines = new ArrayList<String>();
        for (var row : rows) {
            lines.add(line(row, widths, markdown));
        }
        if (markdown) {
            lines.add(
                    1,
                    IntStream.range(0, widths.length)
                            .mapToObj(column -> column == 0 ? "---" : "---:")
                            .collect(Collectors.joining("|", "|", "|")));
        }
        return String.join("\n", lines);
    }

    /// The first column begins on the left, the others end on the right.
    private static String line(List<String> row, int[] widths, boolean markdown) {
        var cells = IntStream.range(0, widths.length)
                .mapToObj(column -> (column == 0 ? "%-" + widths[column] + "s" : "%" + widths[column] + "s")
                        .formatted(row.get(column)));
        return markdown
                ? cells.collect(Collectors.joining(" | ", "| ", " |"))
                : cells.collect(Collectors.joining("  "));
    }
}
