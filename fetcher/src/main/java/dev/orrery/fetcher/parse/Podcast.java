package dev.orrery.fetcher.parse;

import dev.orrery.fetcher.parse.xml.Element;
import org.jspecify.annotations.Nullable;

/// What podcasts say of a feed or an entry, in their own words.
public record Podcast(
        @Nullable String title,
        @Nullable String block,
        @Nullable String explicit,
        @Nullable String duration,
        @Nullable String season,
        @Nullable String episode,
        @Nullable String episodeType) {

    static @Nullable Podcast of(Element element) {
        var podcast = new Podcast(
                text(element, "title"),
                text(element, "block"),
                text(element, "explicit"),
                text(element, "duration"),
                text(element, "season"),
                text(element, "episode"),
                text(element, "episodetype"));
        return podcast.equals(new Podcast(null, null, null, null, null, null, null)) ? null : podcast;
    }

    private static @Nullable String text(Element element, String name) {
        return Fields.text(element.textOf("itunes:" + name, "googleplay:" + name));
    }
}
