package dev.orrery.enricher.sanitize;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// In which language a piece of code is written, as the software says that made the page of it.
final class CodeLanguage {
    private static final Pattern NAME = Pattern.compile("[\\w+#.-]{1,32}");

    /// `language-x` is what HTML recommends; the others are those of Pygments' and GitHub's markup, SyntaxHighlighter,
    /// Prettify and Pandoc, in this order.
    private static final Pattern CLASS = Pattern.compile("(?:^|\\s)(?:(?:language|lang)-([\\w+#.-]{1,32})"
            + "|highlight-(?:source|text)-([\\w+#.-]{1,32})"
            + "|brush:\\s*([\\w+#.-]{1,32})"
            + "|sourceCode\\s+([\\w+#.-]{1,32}))");

    private CodeLanguage() {}

    /// @param code a `pre` or `code`
    /// @return `language-…`, or null where nothing says it
    static @Nullable String of(Element code) {
        var own = said(code);
        var box = code.parent();
        if (own == null && box != null && code.nameIs("pre") && box.nameIs("div")) {
            var outer = box.parent();
            own = said(box);
            return own == null && outer != null && outer.nameIs("div") ? said(outer) : own;
        }
        return own;
    }

    private static @Nullable String said(Element element) {
        if (element.attributesSize() == 0) {
            return null;
        }
        var found = CLASS.matcher(element.className());
        if (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    return "language-" + found.group(group);
                }
            }
        }
        var name = element.attr("data-lang").isEmpty() ? element.attr("data-language") : element.attr("data-lang");
        return NAME.matcher(name).matches() ? "language-" + name.toLowerCase(Locale.ROOT) : null;
    }
}
