package dev.orrery.fetcher.planets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One `key: value` block of a planet file, read key by key. What is not as it should be is added to the problems,
/// and the reading goes on.
///
/// A scalar is taken as it is written: `title: 2026` is the text “2026”, and `locale: no` is Norwegian, not false.
final class Section {
    private final Problems problems;
    private final String path;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    Section(Problems problems, String path, MappingNode node) {
        this.problems = problems;
        this.path = path;
        this.node = node;
        for (var tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), path, "a key has to be a plain word");
            } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(key, at(key.getValue()), "`%s` is there twice; leave one".formatted(key.getValue()));
            }
        }
    }

    /// @param what how the file's owner would call this block: “a planet”
    void allowOnly(Set<String> keys, String what) {
        for (var tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && !keys.contains(key.getValue())) {
                var near = Slips.nearest(key.getValue(), keys);
                problems.add(
                        key,
                        at(key.getValue()),
                        "`%s` is not a key of %s; %s"
                                .formatted(
                                        key.getValue(),
                                        what,
                                        near != null
                                                ? "did you mean `%s`?".formatted(near)
                                                : "known are " + String.join(", ", keys)));
            }
        }
    }

    Set<String> keys() {
        return values.keySet();
    }

    /// The text under a key, or null where there is none.
    @Nullable
    String text(String key) {
        return switch (values.get(key)) {
            case null -> null;
            case ScalarNode scalar when isNothing(scalar) -> null;
            case ScalarNode scalar -> scalar.getValue().strip();
            case Node other -> {
                problems.add(other, at(key), "`%s` has to be a text, not %s".formatted(key, shape(other)));
                yield null;
            }
        };
    }

    /// @param hint what to add where the key is missing
    String neededText(String key, String hint) {
        var text = text(key);
        if (text == null && !(values.get(key) instanceof SequenceNode || values.get(key) instanceof MappingNode)) {
            problems.add(node, at(key), "`%s` is missing; %s".formatted(key, hint));
        }
        return text == null ? "" : text;
    }

    int number(String key, int otherwise, int least, int most) {
        var text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with what would be right.
        }
        problem(key, "`%s` is “%s”; it has to be a whole number from %d to %d".formatted(key, text, least, most));
        return otherwise;
    }

    /// Null where there is no such key.
    @Nullable
    Integer number(String key, int least, int most) {
        return text(key) == null ? null : Integer.valueOf(number(key, least, least, most));
    }

    /// False where there is no such key.
    boolean flag(String key) {
        return Boolean.TRUE.equals(choice(key));
    }

    /// Null where there is no such key.
    @Nullable
    Boolean choice(String key) {
        return switch (text(key)) {
            case null -> null;
            case "true", "yes" -> true;
            case "false", "no" -> false;
            case String other -> {
                problem(key, "`%s` is “%s”; it has to be true or false".formatted(key, other));
                yield null;
            }
        };
    }

    @Nullable
    Section section(String key) {
        return switch (values.get(key)) {
            case null -> null;
            case ScalarNode scalar when isNothing(scalar) -> null;
            case MappingNode mapping -> new Section(problems, at(key), mapping);
            case Node other -> {
                problems.add(other, at(key), "`%s` has to be a block of keys, not %s".formatted(key, shape(other)));
                yield null;
            }
        };
    }

    List<Node> list(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case ScalarNode scalar when isNothing(scalar) -> List.of();
            case SequenceNode sequence -> sequence.getValue();
            case Node other -> {
                problems.add(
                        other,
                        at(key),
                        "`%s` has to be a list, each line with a “- ”, not %s".formatted(key, shape(other)));
                yield List.of();
            }
        };
    }

    /// One text, or a list of them.
    List<String> texts(String key) {
        if (values.get(key) instanceof ScalarNode) {
            var one = text(key);
            return one == null ? List.of() : List.of(one);
        }
        var texts = new ArrayList<String>();
        for (var item : list(key)) {
            if (item instanceof ScalarNode scalar && !isNothing(scalar)) {
                texts.add(scalar.getValue().strip());
            } else {
                problems.add(item, at(key), "`%s` is a list of texts; this is %s".formatted(key, shape(item)));
            }
        }
        return texts;
    }

    /// The blocks in a list.
    ///
    /// @param what what one of them looks like, for where something else stands there
    List<Section> sections(String key, String what) {
        var sections = new ArrayList<Section>();
        int index = 0;
        for (var item : list(key)) {
            var itemPath = "%s[%d]".formatted(at(key), index++);
            if (item instanceof MappingNode mapping) {
                sections.add(new Section(problems, itemPath, mapping));
            } else {
                problems.add(item, itemPath, "this has to be a block of keys, %s".formatted(what));
            }
        }
        return sections;
    }

    boolean isBlock(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /// The block as a whole is wrong.
    void problem(String sentence) {
        problems.add(node, path, sentence);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    void problem(String key, String sentence) {
        problems.add(values.getOrDefault(key, node), at(key), sentence);
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean isNothing(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank();
    }

    private static String shape(Node node) {
        return switch (node) {
            case SequenceNode _ -> "a list";
            case MappingNode _ -> "a block of keys";
            case ScalarNode scalar when isNothing(scalar) -> "empty";
            default -> "a single text";
        };
    }
}
