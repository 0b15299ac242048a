package dev.orrery.fetcher.planets;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/// YAML as a tree of nodes that know their lines. No object is ever made of it.
final class YamlTree {
    private YamlTree() {}

    /// @return null where there is no tree; then `problems` says why
    static @Nullable MappingNode compose(byte[] bytes, Problems problems) {
        var text = text(bytes, problems);
        if (text == null) {
            return null;
        }
        try {
            return mapping(new Yaml(new SafeConstructor(limits())).compose(new StringReader(text)), problems);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problems.add(mark == null ? 0 : mark.getLine() + 1, null, sentence(e));
        } catch (YAMLException e) {
            problems.add(0, null, "this is not YAML: " + e.getMessage());
        }
        return null;
    }

    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        options.setCodePointLimit(PlanetFile.MAX_BYTES);
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(20);
        return options;
    }

    private static @Nullable String text(byte[] bytes, Problems problems) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        try {
            return withoutByteOrderMark(decoder.decode(in).toString());
        } catch (CharacterCodingException e) {
            problems.add(
                    lineOf(bytes, in.position()), null, "the file is not UTF-8 here; save it in UTF-8 and it is read");
            return null;
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static @Nullable MappingNode mapping(@Nullable Node root, Problems problems) {
        if (root instanceof MappingNode mapping) {
            return mapping;
        }
        problems.add(
                root == null ? 0 : root.getStartMark().getLine() + 1,
                null,
                root == null
                        ? "the file is empty; a planet needs at least `title` and `subscriptions`"
                        : "a planet file is a list of `key: value` lines, beginning with `title: …`");
        return null;
    }

    private static String sentence(MarkedYAMLException e) {
        var problem = String.valueOf(e.getProblem());
        if (problem.contains("\\t") || problem.contains("TAB")) {
            return "there is a tab in the indentation; YAML wants spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "this is not YAML: a `: ` too many, or a line that is not indented as its neighbours are;"
                    + " a text that holds `: ` needs quotes around it";
        }
        return "this is not YAML: " + problem;
    }
}
