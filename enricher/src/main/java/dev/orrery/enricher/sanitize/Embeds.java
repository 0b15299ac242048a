package dev.orrery.enricher.sanitize;

import dev.orrery.enricher.sanitize.Embeds.Embedded.Linked;
import dev.orrery.enricher.sanitize.Embeds.Embedded.Opened;
import dev.orrery.enricher.sanitize.Embeds.Embedded.Played;
import dev.orrery.enricher.sanitize.Embeds.Embedded.Refused;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What becomes of another site's things within a text: frames, plug-ins, and scripts that stand for something to look
/// at.
final class Embeds {
    private Embeds() {}

    /// What to write in the place of such an element.
    sealed interface Embedded {
        /// A player of a service that we know.
        record Played(Player player, String label) implements Embedded {}

        /// A link to what was embedded.
        ///
        /// @param address absent where there is none to lead to; then nothing is written
        record Linked(@Nullable String address, String title, Reason why) implements Embedded {}

        /// Nothing.
        record Refused(Reason why, String thing) implements Embedded {}

        /// What is inside.
        record Opened() implements Embedded {}
    }

    static Embedded frame(Element element, Resources resources) {
        if (Trackers.isHidden(element)) {
            return new Refused(Reason.TRACKER, element.normalName());
        }
        var address = resources.link(Pictures.source(element));
        var player = address == null ? null : Player.at(address);
        if (player != null) {
            return new Played(player, Players.label(player, element.attr("title")));
        }
        if (address != null && Trackers.isKnown(address)) {
            return new Refused(Reason.TRACKER, address);
        }
        return new Linked(address, element.attr("title"), Reason.FRAME);
    }

    static Embedded script(Element element, Resources resources) {
        var reference = element.attr("src");
        if (reference.contains("asciinema.org/a/")) {
            var address = resources.web(reference);
            var player = address == null ? null : Player.ofScript(address);
            if (player != null) {
                return new Played(player, Players.label(player, ""));
            }
        }
        if (reference.contains("//gist.github.com/")) {
            var address = resources.web(reference);
            return new Linked(address == null ? null : address.replaceFirst("\\.js(?:\\?.*)?$", ""), "", Reason.SCRIPT);
        }
        return new Refused(Reason.SCRIPT, element.normalName());
    }

    /// An `object` holds what to show where it cannot be; an `embed` holds nothing.
    static Embedded plugIn(Element element, Resources resources) {
        boolean isObject = element.nameIs("object");
        var reference = element.attr(isObject ? "data" : "src");
        var address = reference.isBlank() ? null : resources.web(reference);
        var player = address == null ? null : Player.at(address);
        if (player != null) {
            return new Played(player, Players.label(player, element.attr("title")));
        }
        return isObject ? new Opened() : new Refused(Reason.EMBED, element.normalName());
    }
}
