package dev.orrery.enricher.sanitize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/// What the sanitizer promises of everything that it writes, whatever it was given.
///
/// The lists are not the sanitizer's own: what is let through by a slip there must be seen here.
final class Promises {
    static final String PREFIX = "e-1-";
    static final Addresses ADDRESSES = Addresses.against("https://blog.example/2026/post");

    private static final Sanitizer SANITIZER = new Sanitizer();

    private static final Set<String> HTML = Set.of(
            ("a abbr address aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl "
                            + "dt em figcaption figure h5 h6 hr i iframe img ins kbd li mark ol p picture pre q rp rt "
                            + "ruby s samp small source span strong sub summary sup table tbody td tfoot th thead time "
                            + "tr track u ul var video wbr")
                    .split(" ", -1));
    private static final Set<String> MATHS = Set.of(
            ("math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt "
                            + "mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics")
                    .split(" ", -1));
    private static final Set<String> TOKENS = Set.of("mi", "mo", "mn", "ms", "mtext");
    private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "source", "track", "wbr");

    private static final String WEB = "https?://[a-z0-9._~\\[\\]:-]+(?:[/?#][\\x21-\\x7e&&[^\"<>\\\\^`{|}]]*)?";
    private static final Map<String, Pattern> VALUES = Map.ofEntries(
            Map.entry("id", Pattern.compile("e-1-[\\w:.-]+")),
            Map.entry("href", Pattern.compile(WEB + "|#e-1-[\\w:.-]+|(?:mailto|tel):[\\x21-\\x7e&&[^\"<>]]+")),
            Map.entry("cite", Pattern.compile(WEB)),
            Map.entry("poster", Pattern.compile(WEB)),
            Map.entry("src", Pattern.compile(WEB + "|data:image/(?:png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/=]+")),
            Map.entry(
                    "srcset",
                    Pattern.compile("(?:" + WEB + ")(?: [\\d.]+[wx])?(?:, (?:" + WEB + ")(?: [\\d.]+[wx])?)*")),
            // Whatever these say, nothing of it is an address.
            Map.entry("media", Pattern.compile("[\\w\\s().,:%<>=/+*-]{1,500}")),
            Map.entry("sizes", Pattern.compile("[\\w\\s().,:%<>=/+*-]{1,500}")),
            Map.entry("class", Pattern.compile("language-[\\w+#.-]{1,32}|embed")),
            Map.entry("target", Pattern.compile("e-1-embed\\d+")),
            Map.entry("name", Pattern.compile("e-1-embed\\d+")),
            Map.entry("rel", Pattern.compile("nofollow (?:noopener )?ugc")),
            Map.entry(
                    "sandbox",
                    Pattern.compile(
                            "(?:allow-(?:scripts|same-origin|popups|popups-to-escape-sandbox" + "|presentation) ?)+")),
            Map.entry("allow", Pattern.compile("fullscreen; picture-in-picture")));
    private static final Pattern HARMLESS = Pattern.compile("(?s)(?!.*(?:javascript|vbscript):).*");
    private static final Set<String> FREE = Set.of("title", "alt", "alttext", "label", "abbr");
    private static final Set<String> NAMED = Set.of(
            ("align allow alt abbr cite class colspan controls datetime decoding default dir height href hreflang id "
                            + "kind label lang loading loop media muted name open poster preload rel reversed rowspan "
                            + "sandbox scope sizes span src srclang srcset start target title type value width")
                    .split(" ", -1));

    private Promises() {}

    static String cleaned(String html) {
        return SANITIZER.sanitize(html, ADDRESSES, PREFIX).html();
    }

    /// What is promised and not kept, in words; nothing if all is well.
    static List<String> broken(String html) {
        var once = cleaned(html);
        var broken = new ArrayList<String>();
        var again = cleaned(once);
        if (!again.equals(once)) {
            broken.add("sanitized again it is " + again);
        }
        var body = parsed(once);
        var meant = written(body);
        if (!meant.equals(once)) {
            broken.add("parsed it is " + meant);
        }
        body.getAllElements().stream().skip(1).forEach(element -> look(element, broken));
        if (!broken.isEmpty()) {
            broken.addFirst("came out as " + once);
        }
        return broken;
    }

    private static void look(Element element, List<String> broken) {
        boolean maths = Parser.NamespaceMathml.equals(element.tag().namespace());
        var parent = Objects.requireNonNull(element.parent());
        boolean inMaths = Parser.NamespaceMathml.equals(parent.tag().namespace());
        var allowed = maths ? MATHS : Parser.NamespaceHtml.equals(element.tag().namespace()) ? HTML : Set.<String>of();
        if (!allowed.contains(element.tagName())) {
            broken.add("element " + element.tagName());
        }
        if (inMaths && (!maths || TOKENS.contains(parent.tagName()))) {
            broken.add("%s within %s".formatted(element.tagName(), parent.tagName()));
        }
        for (var attribute : element.attributes()) {
            var name = attribute.getKey();
            boolean known = maths ? name.matches("[a-z]+") && !name.startsWith("on") : NAMED.contains(name);
            var pattern = VALUES.getOrDefault(name, FREE.contains(name) ? Pattern.compile("(?s).*") : HARMLESS);
            if (!known || !pattern.matcher(attribute.getValue()).matches()) {
                broken.add("attribute %s of %s".formatted(attribute, element.tagName()));
            }
            if (maths && Set.of("href", "src", "style", "actiontype").contains(name)) {
                broken.add("attribute %s in maths".formatted(attribute));
            }
        }
        if (element.nameIs("iframe") && !(element.hasAttr("sandbox") && element.hasAttr("name"))) {
            broken.add("a frame out of its box");
        }
    }

    /// As browsers parse it within a page.
    static Element parsed(String html) {
        var document = Document.createShell("");
        document.body().appendChildren(Parser.htmlParser().parseFragmentInput(html, document.body(), ""));
        return document.body();
    }

    /// A tree in the only form in which the sanitizer writes it.
    static String written(Element body) {
        var out = new StringBuilder();
        for (var child : body.childNodes()) {
            write(child, out);
        }
        return out.toString();
    }

    private static void write(Node node, StringBuilder out) {
        switch (node) {
            case TextNode text -> out.append(escaped(text.getWholeText()));
            case Element element -> write(element, out);
            default -> out.append("<?").append(node.nodeName()).append('>');
        }
    }

    private static void write(Element element, StringBuilder out) {
        out.append('<').append(element.tagName());
        for (var attribute : element.attributes()) {
            out.append(' ').append(attribute.getKey().toLowerCase(Locale.ROOT)).append("=\"");
            out.append(escaped(attribute.getValue()).replace("\"", "&quot;")).append('"');
        }
        out.append('>');
        if (VOID.contains(element.tagName())) {
            return;
        }
        if (element.nameIs("pre") && element.childNodeSize() > 0 && element.childNode(0) instanceof TextNode text) {
            out.append(text.getWholeText().startsWith("\n") ? "\n" : "");
        }
        for (var child : element.childNodes()) {
            write(child, out);
        }
        out.append("</").append(element.tagName()).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
