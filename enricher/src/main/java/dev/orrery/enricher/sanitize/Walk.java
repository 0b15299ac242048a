package dev.orrery.enricher.sanitize;

import dev.orrery.enricher.sanitize.Embeds.Embedded;
import dev.orrery.enricher.sanitize.Markup.Treatment;
import dev.orrery.enricher.sanitize.Written.Place;
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
import org.jspecify.annotations.Nullable;

/// One walk through a parsed text that writes what may stay.
///
/// The tree is gone through without recursion, so that no depth of nesting can exhaust the stack.
final class Walk {
    private final Element root;
    private final Output out;
    private final Resources resources;
    private final Removals removals;
    private final Players players;
    private final Attributes attributes;
    private final PlainText words;
    private final Headings headings = new Headings();
    private final List<Image> images = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Context context = new Context();
    private boolean unsettled;

    /// Where the content of the latest `pre` begins.
    private int preformattedAt = -1;

    /// Where the latest link begins, and its content.
    private int linkAt = -1;

    private int linkedAt = -1;

    /// Whether a tracker stood in the latest link.
    private boolean linkIsTracked;

    Walk(Element root, Output out, Resources resources, Removals removals, Players players, PlainText words) {
        this.root = root;
        this.out = out;
        this.resources = resources;
        this.removals = removals;
        this.players = players;
        this.attributes = new Attributes(root, out, resources);
        this.words = words;
    }

    /// An element that the walk is in.
    private static final class Open {
        final Element element;

        /// Absent if only its content is.
        final @Nullable Written as;

        int next;

        Open(Element element, @Nullable Written as) {
            this.element = element;
            this.as = as;
        }
    }

    void through() {
        open.push(new Open(root, null));
        while (!open.isEmpty()) {
            var inner = open.getFirst();
            if (inner.next < inner.element.childNodeSize()) {
                node(inner.element.childNode(inner.next++));
            } else {
                close(open.pop().as);
            }
        }
        // The levels of headings are known only now, and whether footnotes and links to them are there.
        headings.settle(out);
        unsettled |= resources.footnotes().isLoose();
    }

    /// Whether what was written may be parsed into another tree, so that it should be looked at again.
    boolean isUnsettled() {
        return unsettled;
    }

    List<Image> images() {
        return images;
    }

    private void node(Node node) {
        if (node instanceof TextNode text) {
            text(text.getWholeText());
        } else if (node instanceof Element element) {
            element(element);
        }
    }

    private void element(Element element) {
        attributes.read(element, removals);
        var namespace = element.tag().namespace();
        var treatment = Markup.of(element.normalName());
        if (treatment instanceof Treatment.Drop drop) {
            drop(drop.why(), element);
        } else if (Parser.NamespaceSvg.equals(namespace)) {
            drop(Reason.DRAWING, element);
        } else if (context.isIn(Place.MATHS) || Parser.NamespaceMathml.equals(namespace)) {
            maths(element, Parser.NamespaceMathml.equals(namespace));
        } else if (treatment instanceof Treatment.Keep keep) {
            keep(element, keep.as());
        } else {
            treat(element, treatment);
        }
    }

    private void treat(Element element, Treatment treatment) {
        switch (treatment) {
            case Treatment.Keep keep -> keep(element, keep.as());
            case Treatment.Heading heading -> heading(element, heading.level());
            case Treatment.Unwrap unwrap -> unwrap(element, unwrap.unsettling());
            case Treatment.Drop drop -> drop(drop.why(), element);
            case Treatment.Special special -> special(special, element);
        }
    }

    private void special(Treatment.Special special, Element element) {
        switch (special) {
            case IMAGE -> image(element);
            case FRAME -> embedded(Embeds.frame(element, resources), element);
            case INPUT -> input(element);
            case SCRIPT -> embedded(Embeds.script(element, resources), element);
            case PLUG_IN -> embedded(Embeds.plugIn(element, resources), element);
            case NO_SCRIPT -> noScript(element);
            case NO_EMBED -> text(Jsoup.parseBodyFragment(element.wholeText()).text());
            case MATH -> unwrap(element, true);
        }
    }

    private void keep(Element element, Written as) {
        if (context.forbids(as)) {
            unwrap(element, true);
            return;
        }
        boolean span = "span".equals(as.name());
        if (span) {
            var found = Players.found(element);
            if (found != null) {
                player(found.player(), found.label());
                return;
            }
        }
        int before = out.length();
        out.append(as.opening());
        int named = out.length();
        attributes.write(as.name());
        if (span && out.length() == named && context.isIn(Place.PREFORMATTED)) {
            out.cut(before);
            unwrap(element, false);
            return;
        }
        out.append('>');
        unsettled |= (as.rearranges() && !Tables.isSettled(element))
                || (context.isIn(Place.IMPLIED) && !as.name().equals(element.normalName()));
        if (as.isBlock()) {
            words.gap();
        }
        if (as.isVoid()) {
            return;
        }
        open(element, as);
        if (as.place() == Place.PREFORMATTED) {
            preformattedAt = out.length();
        } else if (as.place() == Place.LINK) {
            linkAt = before;
            linkedAt = out.length();
            linkIsTracked = false;
        }
    }

    private void heading(Element element, int level) {
        if (context.forbids(Markup.HEADING)) {
            unwrap(element, true);
            return;
        }
        out.append(Markup.HEADING.opening());
        headings.opened(level, out.length() - 1);
        attributes.write(Markup.HEADING.name());
        out.append('>');
        words.gap();
        open(element, Markup.HEADING);
    }

    /// @param isMathml false for HTML in a place within MathML where that may stand
    private void maths(Element element, boolean isMathml) {
        var as = Maths.of(element.normalName());
        boolean begins = as != null && as.place() == Place.MATHS;
        if (!isMathml || as == null || context.isIn(Place.TOKEN) || begins == context.isIn(Place.MATHS)) {
            unwrap(element, true);
            return;
        }
        out.append(as.opening());
        Maths.writeAttributes(element, out);
        out.append('>');
        open(element, as);
    }

    private void unwrap(Element element, boolean unsettling) {
        removals.count(Reason.UNWRAPPED, element.normalName());
        unsettled |= unsettling;
        open.push(new Open(element, null));
    }

    private void drop(Reason why, Element element) {
        removals.count(why, element.normalName());
    }

    private void image(Element element) {
        var source = Pictures.source(element);
        if (Pictures.isPlaceholder(source)) {
            drop(Reason.UNSEEN, element);
            return;
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
            attributes.writeImage(address);
            out.append('>');
            images.add(Pictures.of(element, address));
        }
    }

    /// What stands for a picture that cannot be shown; it is no part of the word before it.
    private void alternative(String alt) {
        boolean joins = out.length() > 0 && Character.isLetterOrDigit(out.last());
        text(joins && !alt.isBlank() ? " " + alt : alt);
    }

    private void embedded(Embedded embedded, Element element) {
        switch (embedded) {
            case Embedded.Played(var player, var label) -> {
                unsettled |= element.nameIs("object");
                player(player, label);
            }
            case Embedded.Linked(var address, var title, var why) -> linked(address, title, why);
            case Embedded.Refused(var why, var thing) -> removals.count(why, thing);
            case Embedded.Opened() -> unwrap(element, true);
        }
    }

    private void player(Player player, String label) {
        words.gap();
        if (context.isIn(Place.LINK)) {
            text(label);
        } else {
            players.write(player, label);
            words.add(label, false);
        }
        words.gap();
    }

    /// What was embedded becomes a link to it.
    private void linked(@Nullable String address, String title, Reason why) {
        removals.count(why, address == null ? why.what() : address);
        if (address == null || !address.startsWith("http")) {
            return;
        }
        var line = Texts.line(title);
        var label =
                line.isEmpty() ? Objects.requireNonNull(Address.parse(address).authority()) : line;
        words.gap();
        if (context.isIn(Place.LINK)) {
            text(label);
        } else {
            out.append("<a");
            attributes.writeLink(address);
            out.append('>');
            text(label);
            out.append("</a>");
        }
        words.gap();
    }

    /// What a picture or player would be without scripts is what we want; anything else there asks for scripts.
    private void noScript(Element element) {
        if (element.selectFirst("img, iframe, video, audio, picture") == null) {
            drop(Reason.UNSEEN, element);
        } else {
            unwrap(element, true);
        }
    }

    /// The boxes of a task list say something; other fields are of no use here.
    private void input(Element element) {
        if ("checkbox".equalsIgnoreCase(element.attr("type"))) {
            text(element.hasAttr("checked") ? "☑" : "☐");
        } else {
            drop(Reason.FORM, element);
        }
    }

    private void text(String text) {
        if (out.length() == preformattedAt && Texts.beginsWithNewline(text)) {
            // A parser drops the first newline in `pre`: one that is meant must be written twice.
            out.append('\n');
        }
        words.add(out.text(text), context.isProse());
    }

    private void open(Element element, Written as) {
        open.push(new Open(element, as));
        context.opened(as);
    }

    private void close(@Nullable Written as) {
        if (as == null) {
            return;
        }
        context.closed(as);
        if (as.place() == Place.LINK && out.length() == linkedAt && linkIsTracked) {
            // A link around nothing but a tracker is none; if it belonged to a footnote, that may be seen now.
            var link = out.from(linkAt);
            unsettled |= link.contains("#") || link.contains(" id=");
            out.cut(linkAt);
            return;
        }
        out.append(as.closing());
        if (as.place() == Place.HEADING) {
            headings.closed(out.length() - 2);
        }
        if (as.isBlock()) {
            words.gap();
        }
    }
}
