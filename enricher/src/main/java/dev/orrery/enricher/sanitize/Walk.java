package dev.orrery.enricher.sanitize;

import dev.orrery.enricher.sanitize.Markup.Treatment;
import dev.orrery.events.Entry.Image;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/// One walk through a parsed text that writes what may stay.
///
/// The tree is gone through without recursion, so that no depth of nesting can exhaust the stack.
final class Walk implements NodeFilter {
    /// Stands on the stack for an element that is not written.
    private static final String UNWRITTEN = "";

    private final StringBuilder out;
    private final Resources resources;
    private final Removals removals;
    private final PlainText words = new PlainText();
    private final Headings headings = new Headings();
    private final List<Image> images = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Context context = new Context();
    private boolean unsettled;

    /// Where the content of the latest `pre` begins.
    private int preformattedAt = -1;

    Walk(StringBuilder out, Resources resources, Removals removals) {
        this.out = out;
        this.resources = resources;
        this.removals = removals;
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

    /// The levels of headings are known only now.
    Walk finished() {
        headings.settle(out);
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
        return switch (treatment(element)) {
            case Treatment.Keep keep -> keep(element, keep.as());
            case Treatment.Heading heading -> heading(element, heading.level());
            case Treatment.Unwrap unwrap -> unwrap(unwrap.unsettling());
            case Treatment.Drop drop -> dropped(drop.what());
            case Treatment.Special.IMAGE -> image(element);
            case Treatment.Special.FRAME -> frame(element);
            case Treatment.Special.INPUT -> input(element);
        };
    }

    private static Treatment treatment(Element element) {
        var treatment = Markup.of(element.normalName());
        var namespace = element.tag().namespace();
        if (Parser.NamespaceHtml.equals(namespace) || treatment instanceof Treatment.Drop) {
            return treatment;
        }
        return Parser.NamespaceSvg.equals(namespace) ? new Treatment.Drop("drawing") : new Treatment.Unwrap(true);
    }

    private FilterResult keep(Element element, String as) {
        if (context.forbids(as)) {
            return unwrap(true);
        }
        int before = out.length();
        out.append('<').append(as);
        int named = out.length();
        new Attributes(element, out, resources).write(as);
        if ("span".equals(as) && out.length() == named) {
            out.setLength(before);
            return unwrap(false);
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
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult heading(Element element, int level) {
        if (context.forbids("h6")) {
            return unwrap(true);
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

    private FilterResult unwrap(boolean unsettling) {
        unsettled |= unsettling;
        open.push(UNWRITTEN);
        return FilterResult.CONTINUE;
    }

    private FilterResult dropped(String what) {
        removals.count(what);
        return FilterResult.SKIP_ENTIRELY;
    }

    private FilterResult image(Element element) {
        var address = resources.image(element.attr("src"));
        if (address == null) {
            text(element.attr("alt"));
        } else if (Trackers.isTracker(element, address)) {
            removals.count("tracker");
        } else {
            out.append("<img");
            new Attributes(element, out, resources).writeImage(address);
            out.append('>');
            images.add(Pictures.of(element, address));
        }
        return FilterResult.SKIP_ENTIRELY;
    }

    /// What was embedded becomes a link to it.
    private FilterResult frame(Element element) {
        removals.count("frame");
        var address = resources.web(element.attr("src"));
        if (address == null) {
            return FilterResult.SKIP_ENTIRELY;
        }
        var title = Texts.line(element.attr("title"));
        var label =
                title.isEmpty() ? Objects.requireNonNull(Address.parse(address).authority()) : title;
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

    /// The boxes of a task list say something; other fields are of no use here.
    private FilterResult input(Element element) {
        if ("checkbox".equalsIgnoreCase(element.attr("type"))) {
            text(element.hasAttr("checked") ? "☑" : "☐");
            return FilterResult.SKIP_ENTIRELY;
        }
        return dropped("form");
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
        out.append("</");
        if ("h6".equals(name)) {
            out.append('h');
            headings.closed(out.length());
            out.append('6');
        } else {
            out.append(name);
        }
        out.append('>');
        context.closed(name);
        if (Markup.isBlock(name)) {
            words.gap();
        }
    }

    private void countHandlers(Element element) {
        for (var attribute : element.attributes()) {
            if (attribute.getKey().regionMatches(true, 0, "on", 0, 2)) {
                removals.count("script");
            }
        }
    }
}
