package dev.orrery.fetcher.discover;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the feeds of well-known sites are, by the address of what people look at there.
class SitePatternsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv        | https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv
            https://m.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos   | https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv
            https://youtube.com/user/ann                                    | https://www.youtube.com/feeds/videos.xml?user=ann
            https://www.youtube.com/playlist?list=PL123                     | https://www.youtube.com/feeds/videos.xml?playlist_id=PL123
            https://github.com/ann                                          | https://github.com/ann.atom
            https://github.com/ann/clock.git                                | https://github.com/ann/clock/releases.atom https://github.com/ann/clock/commits.atom
            https://github.com/ann/clock/releases/tag/v1                    | https://github.com/ann/clock/releases.atom
            https://github.com/ann/clock/tree/next/gears                    | https://github.com/ann/clock/commits/next/gears.atom
            https://github.com/ann/clock/tags                               | https://github.com/ann/clock/tags.atom
            https://gitlab.com/ann                                          | https://gitlab.com/ann.atom
            https://gitlab.gnome.org/ann/clock                              | https://gitlab.gnome.org/ann/clock/-/releases.atom https://gitlab.gnome.org/ann/clock/-/tags?format=atom https://gitlab.gnome.org/ann/clock.atom
            https://gitlab.com/a/b/c/-/commits/main                         | https://gitlab.com/a/b/c/-/commits/main?format=atom
            https://codeberg.org/ann/clock                                  | https://codeberg.org/ann/clock/releases.atom https://codeberg.org/ann/clock.atom
            https://social.example/@ann                                     | https://social.example/@ann.rss
            https://social.example/@ann/112233                              | https://social.example/@ann.rss
            https://social.example/web/@ann                                 | https://social.example/@ann.rss
            https://social.example/users/ann                                | https://social.example/@ann.rss
            https://social.example/@bo@other.example                        | https://other.example/@bo.rss
            https://ann.wordpress.com/2024/05/a-post/                       | https://ann.wordpress.com/feed/
            https://ann.blogspot.com/                                       | https://ann.blogspot.com/feeds/posts/default
            https://ann.blogspot.co.uk/2024/05/post.html                    | https://ann.blogspot.co.uk/feeds/posts/default
            https://ann.blogspot.com/search/label/Clocks                    | https://ann.blogspot.com/feeds/posts/default/-/Clocks
            https://ann.tumblr.com/post/1/x                                 | https://ann.tumblr.com/rss
            https://ann.tumblr.com/tagged/clocks                            | https://ann.tumblr.com/tagged/clocks/rss
            https://www.tumblr.com/ann/123/x                                | https://ann.tumblr.com/rss
            https://medium.com/@ann/a-story-12ab                            | https://medium.com/feed/@ann
            https://medium.com/clock-makers                                 | https://medium.com/feed/clock-makers
            https://medium.com/tag/clocks                                   | https://medium.com/feed/tag/clocks
            https://ann.medium.com/                                         | https://ann.medium.com/feed
            https://ann.substack.com/p/a-post                               | https://ann.substack.com/feed
            https://www.reddit.com/r/clocks/comments/1/x                    | https://www.reddit.com/r/clocks/.rss
            https://old.reddit.com/u/ann                                    | https://old.reddit.com/user/ann/.rss
            https://bsky.app/profile/ann.example                            | https://bsky.app/profile/ann.example/rss
            https://dev.to/ann                                              | https://dev.to/feed/ann
            https://pypi.org/project/clock/                                 | https://pypi.org/rss/project/clock/releases.xml
            """)
    void aKnownSitesFeedsFollowFromTheAddress(String address, String feeds) {
        assertThat(String.join(" ", candidates(address))).isEqualTo(feeds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann.example/",
                "https://ann.example/blog/2024/",
                "https://github.com/",
                "https://github.com/features/actions",
                "https://www.youtube.com/@ann",
                "https://www.youtube.com/watch?v=abc",
                "https://www.tiktok.com/@ann",
                "https://www.wordpress.com/",
                "https://medium.com/",
                "https://notyoutube.com/channel/UCabcdefghijklmnopqrstuv",
                "https://evil-github.com/ann/clock",
            })
    void whatIsNotKnownIsNotGuessed(String address) {
        assertThat(candidates(address)).isEmpty();
    }

    @Test
    void theFrontPageOfASiteOfManyIsNobodysBlog() {
        assertThat(SitePatterns.isShared(url("https://github.com/ann/clock"))).isTrue();
        assertThat(SitePatterns.isShared(url("https://social.example/@ann"))).isTrue();
        assertThat(SitePatterns.isShared(url("https://ann.example/blog"))).isFalse();
        assertThat(SitePatterns.isShared(url("https://ann.blogspot.com/2024/"))).isFalse();
    }

    private static List<String> candidates(String address) {
        return SitePatterns.candidates(url(address)).stream()
                .map(candidate -> candidate.url().toString())
                .toList();
    }

    private static HttpUrl url(String address) {
        return requireNonNull(HttpUrl.parse(address));
    }
}
