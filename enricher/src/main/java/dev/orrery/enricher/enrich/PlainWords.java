package dev.orrery.enricher.enrich;

import dev.orrery.events.Passage;
import org.jsoup.Jsoup;

/// The words of an entry's text, without its markup.
public final class PlainWords {
    private PlainWords() {}

    /// One line; as many of them as anybody looks at.
    public static String of(String html) {
        var words = Jsoup.parseBodyFragment(html).body().text();
        return words.length() <= Passage.LONGEST ? words : words.substring(0, Passage.LONGEST);
    }
}
