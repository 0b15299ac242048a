package dev.orrery.enricher.sanitize;

import dev.orrery.enricher.sanitize.Embeds.Embedded;
import dev.orrery.enricher.sanitize.Markup.Treatment;
import dev.orrery.events.Entry.Image;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/// One walk through a parsed text that writes what may stay.
///
/// The tree is gone through without recursion, so that no depth of nesting can exhaust the stack.
final class Walk implements NodeFilter {
    /// Stands on the stack for an element that is not written.
    private static final String UNWRITTEN = "";

    private final StringBuilder out;
    private final Resources resources;
    private final Removals removals;
    private final Players players;
    private final PlainText words = new PlainText();
    private final Headings headings = new Headings();
    private final List<Image> images = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Context context = new Context();
    private boolean unsettled;

    /// Where the content of the latest `pre` begins.
    private int preformattedAt = -1;

    /// Where the latest link begins, and its content.
    private int linkAt = -1;

    private int linkedAt = -1;

    /// Whether a tracker stood in the latest link.
    private boolean linkIsTracked;

    Walk(StringBuilder out, Resources resources, Removals removals, Players players) {
        this.out = out;
        this.resources = resources;
        this.removals = removals;
        this.players = players;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (depth == 0) {
            open.push(UNWRITTEN);
            return FilterResult.CONTINUE;
        }
        return switch (node) {
            case TextNode text -> {
                text(text.getWholeText());
                yield FilterResult.SKIP_ENTIRELY;
            }
            case Element element -> element(element);
            default -> FilterResult.SKIP_ENTIRELY;
        };
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        close();
        return FilterResult.CONTINUE;
    }

    /// The levels of headings are known only now, and whether footnotes and links to them are there.
    Walk finished() {
        headings.settle(out);
        unsettled |= resources.footnotes().isLoose();
        return this;
    }

    /// Whether what was written may be parsed into another tree, so that it should be looked at again.
    boolean isUnsettled() {
        return unsettled;
    }

    PlainText words() {
        return words;
    }

    List<Image> images() {
        return images;
    }

    private FilterResult element(Element element) {
        countHandlers(element);
        var namespace = element.tag().namespace();
        var treatment = Markup.of(element.normalName());
        if (treatment instanceof Treatment.Drop drop) {
            return dropped(drop.why(), element);
        }
        if (Parser.NamespaceSvg.equals(namespace)) {
            return dropped(Reason.DRAWING, element);
        }
        if (context.isMaths() || Parser.NamespaceMathml.equals(namespace)) {
            return maths(element, Parser.NamespaceMathml.equals(namespace));
        }
        return switch (treatment) {
            case Treatment.Keep keep -> keep(element, keep.as());
            case Treatment.Heading heading -> heading(element, heading.level());
            case Treatment.Unwrap unwrap -> unwrapped(element, unwrap.unsettling());
            case Treatment.Drop drop -> dropped(drop.why(), element);
            case Treatment.Special special -> special(special, element);
        };
    }

    private FilterResult special(Treatment.Special special, Element element) {
        return switch (special) {
            case IMAGE -> image(element);
            case FRAME -> embedded(Embeds.frame(element, resources), element);
            case INPUT -> input(element);
            case SCRIPT -> embedded(Embeds.script(element, resources), element);
            case PLUG_IN -> embedded(Embeds.plugIn(element, resources), element);
            case NO_SCRIPT -> noScript(element);
            case NO_EMBED -> {
                text(Jsoup.parseBodyFragment(element.wholeText()).text());
                yield FilterResult.SKIP_ENTIRELY;
            }
            case MATH -> unwrapped(element, true);
        };
    }

    private FilterResult keep(Element element, String as) {
        if (context.forbids(as)) {
            return unwrapped(element, true);
        }
        if ("span".equals(as)) {
            var found = Players.found(element);
            if (found != null) {
                return player(found.player(), found.label());
            }
        }
        int before = out.length();
        out.append('<').append(as);
        int named = out.length();
        new Attributes(element, out, resources).write(as);
        if ("span".equals(as) && out.length() == named && context.isPreformatted()) {
            out.setLength(before);
            return unwrapped(element, false);
        }
        out.append('>');
        unsettled |= Markup.rearranges(as) || (context.isImplied() && !as.equals(element.normalName()));
        if (Markup.isBlock(as)) {
            words.gap();
        }
        if (Markup.isVoid(as)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        open(as);
        if ("pre".equals(as)) {
            preformattedAt = out.length();
        } else if ("a".equals(as)) {
            linkAt = before;
            linkedAt = out.length();
            linkIsTracked = false;
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult heading(Element element, int level) {
        if (context.forbids("h6")) {
            return unwrapped(element, true);
        }
        out.append("<h");
        headings.opened(level, out.length());
        out.append('6');
        new Attributes(element, out, resources).write("h6");
        out.append('>');
        words.gap();
        open("h6");
        return FilterResult.CONTINUE;
    }

    /// @param isMathml false for HTML in a place within MathML where that may stand
    private FilterResult maths(Element element, boolean isMathml) {
        var name = element.normalName();
        boolean begins = "math".equals(name);
        if (!isMathml || context.isToken() || begins == context.isMaths() || !Maths.keeps(name)) {
            return unwrapped(element, true);
        }
        out.append('<').append(name);
        Maths.writeAttributes(element, out);
        out.append('>');
        open(name);
        return FilterResult.CONTINUE;
    }

    private FilterResult unwrapped(Element element, boolean unsettling) {
        removals.count(Reason.UNWRAPPED, element.normalName());
        unsettled |= unsettling;
        open.push(UNWRITTEN);
        return FilterResult.CONTINUE;
    }

    private FilterResult dropped(Reason why, Element element) {
        return dropped(why, element.normalName());
    }

    private FilterResult dropped(Reason why, String thing) {
        removals.count(why, thing);
        return FilterResult.SKIP_ENTIRELY;
    }

    private FilterResult image(Element element) {
        var source = Pictures.source(element);
        if (Pictures.isPlaceholder(source)) {
            return dropped(Reason.UNSEEN, element);
        }
        var address = resources.image(source);
        if (address == null) {
            alternative(element.attr("alt"));
        } else if (Trackers.isTracker(element, address)) {
            removals.count(Reason.TRACKER, address);
            linkIsTracked = true;
        } else if (resources.twins().isTwin(element, address)) {
            removals.count(Reason.TWIN, address);
        } else {
            out.append("<img");
            new Attributes(element, out, resources).writeImage(address);
            out.append('>');
            images.add(Pictures.of(element, address));
        }
        return FilterResult.SKIP_ENTIRELY;
    }

    /// What stands for a picture that cannot be shown; it is no part of the word before it.
    private void alternative(String alt) {
        boolean joins = !out.isEmpty() && Character.isLetterOrDigit(out.charAt(out.length() - 1));
        text(joins && !alt.isBlank() ? " " + alt : alt);
    }

    private FilterResult embedded(Embedded embedded, Element element) {
        return switch (embedded) {
            case Embedded.Played(var player, var label) -> {
                unsettled |= element.nameIs("object");
                yield player(player, label);
            }
            case Embedded.Linked(var address, var title, var why) -> linked(address, title, why);
            case Embedded.Refused(var why, var thing) -> dropped(why, thing);
            case Embedded.Opened() -> unwrapped(element, true);
        };
    }

    private FilterResult player(Player player, String label) {
        words.gap();
        if (context.isLink()) {
            text(label);
        } else {
            players.write(player, label);
            words.add(label, false);
        }
        words.gap();
        return FilterResult.SKIP_ENTIRELY;
    }

    /// What was embedded becomes a link to it.
    private FilterResult linked(@Nullable String address, String title, Reason why) {
        removals.count(why, address == null ? why.what() : address);
        if (address == null || !address.startsWith("http")) {
            return FilterResult.SKIP_ENTIRELY;
        }
        var line = Texts.line(title);
        var label =
                line.isEmpty() ? Objects.requireNonNull(Address.parse(address).authority()) : line;
        words.gap();
        if (context.isLink()) {
            text(label);
        } else {
            out.append("<a");
            Attributes.writeLink(out, address);
            out.append('>');
            text(label);
            out.append("</a>");
        }
        words.gap();
        return FilterResult.SKIP_ENTIRELY;
    }

    /// What a picture or player would be without scripts is what we want; anything else there asks for scripts.
    private FilterResult noScript(Element element) {
        return element.selectFirst("img, iframe, video, audio, picture") == null
                ? dropped(Reason.UNSEEN, element)
                : unwrapped(element, true);
    }

    /// The boxes of a task list say something; other fields are of no use here.
    private FilterResult input(Element element) {
        if ("checkbox".equalsIgnoreCase(element.attr("type"))) {
            text(element.hasAttr("checked") ? "☑" : "☐");
            return FilterResult.SKIP_ENTIRELY;
        }
        return dropped(Reason.FORM, element);
    }

    private void text(String text) {
        var clean = Texts.clean(text);
        if (out.length() == preformattedAt && clean.startsWith("\n")) {
            // A parser drops the first newline in `pre`: one that is meant must be written twice.
            out.append('\n');
        }
        Texts.appendEscaped(out, clean);
        words.add(clean, context.isProse());
    }

    private void open(String as) {
        open.push(as);
        context.opened(as);
    }

    private void close() {
        var name = open.pop();
        if (name.equals(UNWRITTEN)) {
            return;
        }
        context.closed(name);
        if ("a".equals(name) && out.length() == linkedAt && linkIsTracked) {
            // A link around nothing but a tracker is none; if it belonged to a footnote, that may be seen now.
            unsettled |= out.indexOf("#", linkAt) >= 0 || out.indexOf(" id=", linkAt) >= 0;
            out.setLength(linkAt);
            return;
        }
        out.append("</");
        if ("h6".equals(name)) {
            out.append('h');
            headings.closed(out.length());
            out.append('6');
        } else {
            out.append(name);
        }
        out.append('>');
        if (Markup.isBlock(name)) {
            words.gap();
        }
    }

    private void countHandlers(Element element) {
        if (element.attributesSize() == 0) {
            return;
        }
        for (var attribute : element.attributes()) {
            var name = attribute.getKey();
            if (name.startsWith("on")) {
                removals.count(Reason.SCRIPT, name);
            } else if ("style".equals(name)) {
                removals.count(Reason.LOOK, name);
            }
        }
    }
}
