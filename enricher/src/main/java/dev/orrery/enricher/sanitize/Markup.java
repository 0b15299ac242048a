package dev.orrery.enricher.sanitize;

import dev.orrery.enricher.sanitize.Written.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What becomes of each element: the allow-list. An element that is not named here is unwrapped: its content stays.
final class Markup {
    /// The decision about one element.
    sealed interface Treatment {
        /// It stays, written so.
        record Keep(Written as) implements Treatment {}

        /// It goes, its content stays.
        ///
        /// @param unsettling markup without it may be parsed into another tree and must be looked at again
        record Unwrap(boolean unsettling) implements Treatment {}

        /// It goes with all that is in it.
        ///
        /// @param why for the record of what was removed
        record Drop(Reason why) implements Treatment {}

        /// `h1` … `h6`: levels are relative to the entry's own heading.
        record Heading(int level) implements Treatment {}

        /// Elements with a rule of their own.
        enum Special implements Treatment {
            IMAGE,
            FRAME,
            INPUT,
            SCRIPT,
            PLUG_IN,
            NO_SCRIPT,
            NO_EMBED,
            MATH
        }
    }

    private static final Treatment UNKNOWN = new Treatment.Unwrap(false);

    /// Their children depend on them in ways that a parser would see differently without them.
    private static final Treatment SCOPE = new Treatment.Unwrap(true);

    /// Any heading, for whose level see [Headings].
    static final Written HEADING = new Written("h6", "<h6", "</h6>", true, false, Place.HEADING);

    private static final Map<String, Treatment> TREATMENTS = new HashMap<>();

    private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "source", "track", "wbr");

    /// Between these and the text around them there is a break, also in plain text.
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "aside",
            "blockquote",
            "br",
            "caption",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "summary",
            "table",
            "td",
            "th",
            "tr",
            "ul");

    /// Where a parser moves things: what is misplaced in a table is put before it, where it may be misplaced again.
    private static final Set<String> REARRANGING = Set.of("rp", "rt", "ruby", "table");

    static {
        keep(
                "a abbr address aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn",
                "div dl dt em figcaption figure hr i ins kbd li mark ol p picture pre q rp rt ruby s samp small source",
                "span strong sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr");
        rename("acronym", "abbr");
        rename("strike", "s");
        rename("tt", "code");
        rename("dir", "ul");
        rename("menu", "ul");
        for (var block : List.of("article", "center", "dialog", "fieldset", "footer", "header", "hgroup", "legend")) {
            rename(block, "div");
        }
        for (var block : List.of("main", "nav", "search", "section")) {
            rename(block, "div");
        }
        for (var raw : List.of("listing", "plaintext", "xmp")) {
            rename(raw, "pre");
        }
        rename("form", "div");
        for (int level = 1; level <= 6; level++) {
            TREATMENTS.put("h" + level, new Treatment.Heading(level));
        }
        drop(Reason.SCRIPT, "template");
        drop(Reason.STYLE, "style", "link");
        drop(Reason.FORM, "datalist", "select", "optgroup", "option");
        drop(Reason.EMBED, "param");
        drop(Reason.DRAWING, "svg");
        drop(Reason.FRAME, "frame", "frameset");
        drop(Reason.UNSEEN, "annotation", "annotation-xml", "area", "base", "head", "meta", "noframes");
        drop(Reason.UNSEEN, "title");
        for (var scope : List.of("applet", "button", "map", "marquee", "textarea")) {
            TREATMENTS.put(scope, SCOPE);
        }
        TREATMENTS.put("img", Treatment.Special.IMAGE);
        TREATMENTS.put("amp-img", Treatment.Special.IMAGE);
        TREATMENTS.put("iframe", Treatment.Special.FRAME);
        TREATMENTS.put("input", Treatment.Special.INPUT);
        TREATMENTS.put("script", Treatment.Special.SCRIPT);
        TREATMENTS.put("embed", Treatment.Special.PLUG_IN);
        TREATMENTS.put("object", Treatment.Special.PLUG_IN);
        TREATMENTS.put("noscript", Treatment.Special.NO_SCRIPT);
        TREATMENTS.put("noembed", Treatment.Special.NO_EMBED);
        TREATMENTS.put("math", Treatment.Special.MATH);
    }

    private Markup() {}

    static Treatment of(String name) {
        return TREATMENTS.getOrDefault(name, UNKNOWN);
    }

    private static void keep(String... names) {
        for (var name : String.join(" ", names).split(" ", -1)) {
            rename(name, name);
        }
    }

    private static void rename(String name, String as) {
        TREATMENTS.put(name.intern(), new Treatment.Keep(written(as)));
    }

    private static Written written(String name) {
        var closing = VOID.contains(name) ? "" : "</" + name + ">";
        return new Written(
                name, "<" + name, closing, BLOCKS.contains(name), REARRANGING.contains(name), placeWithin(name));
    }

    private static Place placeWithin(String name) {
        return switch (name) {
            case "a" -> Place.LINK;
            case "p", "li", "dd", "dt" -> Place.IMPLIED;
            case "pre" -> Place.PREFORMATTED;
            case "table", "figcaption" -> Place.NO_PROSE;
            default -> Place.ANYWHERE;
        };
    }

    private static void drop(Reason why, String... names) {
        for (var name : names) {
            TREATMENTS.put(name, new Treatment.Drop(why));
        }
    }
}
