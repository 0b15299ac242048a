package dev.orrery.enricher.sanitize;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Writes players so that nothing is asked of their service before a reader wants it, without script: a link, and an
/// empty sandboxed frame in which it opens.
///
/// A frame that loads lazily inside a closed `details` would be simpler, and does wait; but browsers do not load lazily
/// for readers who have scripts switched off, so that of all people these would be told on. Where frames are taken out,
/// as in many feed readers, the link is left.
final class Players {
    private static final String CLASS = "embed";

    /// Enough for what the services need. The frame is of another origin than the page, so that `allow-same-origin`
    /// gives it its own origin back and nothing of ours; it may not send the reader's window elsewhere.
    private static final String SANDBOX =
            "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

    private static final String REL = "nofollow ugc";

    /// Titles that services put there themselves say nothing.
    private static final Pattern NO_TITLE = Pattern.compile(
            "(?i)|youtube video player|vimeo[ -]video|embedded content|spotify embed:?|video player|iframe");

    private final Output out;
    private final String prefix;
    private int written;

    /// @param prefix put before the frames' names, so that entries on one page do not share any
    Players(Output out, String prefix) {
        this.out = out;
        this.prefix = prefix;
    }

    /// What a reader is told about it before it is there.
    static String label(Player player, String title) {
        var line = Texts.line(title);
        return NO_TITLE.matcher(line).matches() ? player.service() : "%s (%s)".formatted(line, player.service());
    }

    void write(Player player, String label) {
        var name = "%sembed%d".formatted(prefix, ++written);
        out.append("<span");
        out.attribute("class", CLASS);
        out.append("><a");
        out.attribute("href", player.address());
        out.attribute("rel", REL);
        out.attribute("target", name);
        out.append('>');
        out.text(label);
        out.append("</a><iframe");
        out.attribute("name", name);
        out.attribute("title", label);
        out.attribute("sandbox", SANDBOX);
        out.attribute("allow", "fullscreen; picture-in-picture");
        out.append("></iframe></span>");
    }

    /// A player as it is written here, so that sanitizing again finds it.
    record Found(Player player, String label) {}

    /// @param span any; null if it is not what [#write] writes
    static @Nullable Found found(Element span) {
        if (!CLASS.equals(span.attr("class")) || span.childNodeSize() != 2 || span.childrenSize() != 2) {
            return null;
        }
        var link = Objects.requireNonNull(span.firstElementChild());
        var frame = Objects.requireNonNull(span.lastElementChild());
        if (!link.nameIs("a") || !frame.nameIs("iframe") || frame.hasAttr("src")) {
            return null;
        }
        var address = link.attr("href");
        var player = Player.at(address);
        var label = Texts.line(link.text());
        return player == null || !player.address().equals(address) || label.isEmpty() ? null : new Found(player, label);
    }
}
