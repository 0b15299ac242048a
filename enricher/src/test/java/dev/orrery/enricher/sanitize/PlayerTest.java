package dev.orrery.enricher.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://www.youtube.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0 https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "http://youtube.com/watch?feature=x&v=dQw4w9WgXcQ https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://youtu.be/dQw4w9WgXcQ?si=x https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://www.youtube.com/shorts/dQw4w9WgXcQ https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://www.youtube.com/v/dQw4w9WgXcQ&hl=en&fs=1 https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://www.youtube.com/embed/videoseries?list=PL123456 https://www.youtube-nocookie.com/embed/videoseries?list=PL123456",
                "https://player.vimeo.com/video/123?h=ab12&title=0 https://player.vimeo.com/video/123?dnt=1&h=ab12",
                "https://www.dailymotion.com/embed/video/x7tgad0?autoplay=1 https://www.dailymotion.com/embed/video/x7tgad0",
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293&auto_play=true https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293",
                "https://bandcamp.com/EmbeddedPlayer/album=12/size=large/bgcol=fff/track=34/transparent=true/ https://bandcamp.com/EmbeddedPlayer/album=12/track=34/",
                "https://open.spotify.com/embed/episode/0aB?utm_source=generator https://open.spotify.com/embed/episode/0aB",
                "https://codepen.io/ann/embed/preview/xYz?default-tab=result https://codepen.io/ann/embed/xYz",
                "https://archive.org/embed/night-train_01?playlist=1 https://archive.org/embed/night-train_01",
                "https://asciinema.org/a/14.js https://asciinema.org/a/14/iframe",
                "https://asciinema.org/a/14/embed?speed=2 https://asciinema.org/a/14/iframe",
                "https://media.ccc.de/v/38c3-a-talk/oembed https://media.ccc.de/v/38c3-a-talk/oembed",
                "https://embed.ted.com/talks/ann_gear https://embed.ted.com/talks/ann_gear",
                "https://www.openstreetmap.org/export/embed.html?bbox=1.5%2C2%2C3%2C4&layer=mapnik&x=y https://www.openstreetmap.org/export/embed.html?bbox=1.5%2C2%2C3%2C4&layer=mapnik",
                "https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?api=1&start=1m https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=1m",
                "https://social.example/@ann/1234567/embed https://social.example/@ann/1234567/embed",
                "https://speakerdeck.com/player/abc123 https://speakerdeck.com/player/abc123",
            })
    void playersAreAskedForWithNothingThatTellsOfTheReader(String address, String canonical) {
        var player = Objects.requireNonNull(Player.at(address));

        assertThat(player.address()).isEqualTo(canonical);
        assertThat(Player.at(canonical)).isEqualTo(player);
        assertThat(Addresses.ABSOLUTE_ONLY.web(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/?https://www.youtube.com/embed/dQw4w9WgXcQ",
                "https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ",
                "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
                "https://www.youtube.com/redirect?q=https://evil.example/",
                "https://www.youtube.com/embed/../redirect",
                "https://w.soundcloud.com/player/?url=https%3A//evil.example/x",
                "https://tube.example/videos/embed/../../evil",
                "https://127.0.0.1/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d",
                "https://social.example/@ann/1234567",
                "https://player.example/1",
            })
    void whatIsNotKnownIsNoPlayer(String address) {
        assertThat(Player.at(address)).isNull();
    }
}
