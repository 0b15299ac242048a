package dev.orrery.fetcher.discover;

/// How we came to look at an address.
///
/// The earlier stages are what the site says or what is known of it, the later ones guesses. Once a feed is found, no
/// later stage is asked for: a webmaster whose site we look through is a user too.
public enum How {
    PATTERN(0, "the known address for this kind of site"),
    ADDRESS(1, "the address itself"),
    REFRESH(2, "the page sends its readers there"),
    LINK_HEADER(3, "named by the page's Link header"),
    LINK_ELEMENT(3, "named in the page's head"),
    PAGE_PATTERN(4, "follows from what the page says of itself"),
    ANCHOR(5, "a link on the page that looks like a feed"),
    HOME(6, "the site's front page"),
    BLOG(7, "a link on the page that is called a blog"),
    WELL_KNOWN(8, "one of the usual places");

    private final int stage;
    private final String sentence;

    How(int stage, String sentence) {
        this.stage = stage;
        this.sentence = sentence;
    }

    int stage() {
        return stage;
    }

    /// What it is, for people.
    public String sentence() {
        return sentence;
    }

    /// Whether a page found there says more about where the feeds are.
    boolean leadsOn() {
        return switch (this) {
            case ADDRESS, REFRESH, ANCHOR, HOME, BLOG -> true;
            case PATTERN, LINK_HEADER, LINK_ELEMENT, PAGE_PATTERN, WELL_KNOWN -> false;
        };
    }
}
