package dev.orrery.enricher.sanitize;

/// Why something of a text does not come out.
public enum Reason {
    SCRIPT("script", "nothing that runs comes through"),
    STYLE("style", "how posts look is the page's business"),
    FRAME("frame", "only players of known services stay; a link stands for any other frame"),
    TRACKER("tracker", "nobody is meant to see it: it counts readers"),
    PARAMETER("tracking", "this part of the address only says where a reader came from"),
    ADDRESS("address", "it is no address that a browser could follow to a page"),
    FORM("form", "a planet answers no forms"),
    EMBED("embed", "plug-ins are no more"),
    DRAWING("drawing", "drawings within a text (SVG) can hold scripts"),
    /// Not counted: nearly every text has some.
    LOOK("", "how posts look is the page's business"),
    /// Not counted: nobody would miss it.
    UNSEEN("", "nobody sees it"),
    /// Not counted: its content stays.
    UNWRAPPED("", "the element goes, what is in it stays"),
    /// Not counted.
    TWIN("", "the same picture is there already");

    private final String what;
    private final String why;

    Reason(String what, String why) {
        this.what = what;
        this.why = why;
    }

    /// The word under which an entry counts it; empty where it is not counted.
    public String what() {
        return what;
    }

    /// Goes on from “it went because”.
    public String why() {
        return why;
    }
}
