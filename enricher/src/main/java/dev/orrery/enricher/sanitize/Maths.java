package dev.orrery.enricher.sanitize;

import dev.orrery.enricher.sanitize.Written.Place;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// MathML as far as it cannot turn into anything else: [MathML Core](https://www.w3.org/TR/mathml-core/) without what
/// may hold HTML.
///
/// Parsers read HTML again within the token elements (`mi`, `mo`, `mn`, `ms`, `mtext`) and within some annotations,
/// which is what mutation attacks live on. So tokens hold text alone, annotations go, and below `math` stand only
/// elements named here: there is no tag left whose meaning depends on where it stands.
final class Maths {
    private static final Set<String> TOKENS = Set.of("mi", "mo", "mn", "ms", "mtext");

    private static final Map<String, Written> ELEMENTS = Stream.of(
                    "math",
                    "merror",
                    "mfrac",
                    "mi",
                    "mmultiscripts",
                    "mn",
                    "mo",
                    "mover",
                    "mpadded",
                    "mphantom",
                    "mprescripts",
                    "mroot",
                    "mrow",
                    "ms",
                    "mspace",
                    "msqrt",
                    "mstyle",
                    "msub",
                    "msubsup",
                    "msup",
                    "mtable",
                    "mtd",
                    "mtext",
                    "mtr",
                    "munder",
                    "munderover",
                    "none",
                    "semantics")
            .collect(Collectors.toUnmodifiableMap(name -> name, Maths::written));

    private static final Pattern WORD = Pattern.compile("[a-z-]{1,24}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,3}");
    private static final Pattern LENGTH = Pattern.compile("[+-]?\\d{0,4}(?:\\.\\d{1,4})?(?:%|em|ex|px|pt|rem)?");

    private static final Map<String, Pattern> ATTRIBUTES = Map.ofEntries(
            Map.entry("accent", WORD),
            Map.entry("accentunder", WORD),
            Map.entry("columnspan", NUMBER),
            Map.entry("depth", LENGTH),
            Map.entry("dir", WORD),
            Map.entry("display", WORD),
            Map.entry("displaystyle", WORD),
            Map.entry("fence", WORD),
            Map.entry("form", WORD),
            Map.entry("height", LENGTH),
            Map.entry("largeop", WORD),
            Map.entry("linethickness", LENGTH),
            Map.entry("lspace", LENGTH),
            Map.entry("mathvariant", WORD),
            Map.entry("maxsize", LENGTH),
            Map.entry("minsize", LENGTH),
            Map.entry("movablelimits", WORD),
            Map.entry("rowspan", NUMBER),
            Map.entry("rspace", LENGTH),
            Map.entry("scriptlevel", NUMBER),
            Map.entry("separator", WORD),
            Map.entry("stretchy", WORD),
            Map.entry("symmetric", WORD),
            Map.entry("voffset", LENGTH),
            Map.entry("width", LENGTH));

    private Maths() {}

    /// How an element is written; null if it goes.
    static @Nullable Written of(String name) {
        return ELEMENTS.get(name);
    }

    private static Written written(String name) {
        var place = "math".equals(name) ? Place.MATHS : TOKENS.contains(name) ? Place.TOKEN : Place.ANYWHERE;
        return new Written(name, "<" + name, "</" + name + ">", false, false, place);
    }

    static void writeAttributes(Element element, Output out) {
        for (var attribute : element.attributes()) {
            var allowed = ATTRIBUTES.get(attribute.getKey());
            var value = attribute.getValue().strip();
            if (allowed != null && !value.isEmpty() && allowed.matcher(value).matches()) {
                out.attribute(attribute.getKey(), value);
            }
        }
        var spoken = Texts.line(element.attr("alttext"));
        if (element.nameIs("math") && !spoken.isEmpty()) {
            out.attribute("alttext", spoken);
        }
    }
}
