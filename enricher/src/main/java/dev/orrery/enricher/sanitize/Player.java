package dev.orrery.enricher.sanitize;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something of a known service that can be played or looked at within a post.
///
/// @param service as people call it
/// @param address the service's own player, in the form that tells it least about who looks; looking this address up
///                again gives the same player
record Player(String service, String address) {
    private static final String ID = "([\\w-]{1,64})";
    private static final String HOST = "((?:[a-z0-9-]+\\.)+[a-z]{2,})";
    private static final String UUID = "([0-9A-Za-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

    /// How addresses of one kind are known, and what is written for them.
    ///
    /// @param written with `$1`, `$2` for what the pattern's groups hold
    /// @param keeps   parameters of the query that belong to what is shown, with what they may hold
    private record Kind(
            String service,
            Pattern known,
            String written,
            @Nullable Pattern keeps) {
        static Kind of(String service, String known, String written) {
            return new Kind(service, Pattern.compile("https?://" + known), written, null);
        }

        static Kind of(String service, String known, String written, String keeps) {
            return new Kind(service, Pattern.compile("https?://" + known), written, Pattern.compile(keeps));
        }
    }

    private static final String YOUTUBE = "YouTube";
    private static final String YOUTUBE_HOST = "(?:(?:www|m|music)\\.)?youtube(?:-nocookie)?\\.com";
    private static final String NOCOOKIE = "https://www.youtube-nocookie.com/embed/";
    private static final String YOUTUBE_ID = "([\\w-]{6,20})";
    private static final Pattern WATCHED = Pattern.compile("https?://" + YOUTUBE_HOST + "/watch");
    private static final String BANDCAMP = "Bandcamp";
    private static final String BANDCAMP_PLAYER = "bandcamp\\.com/EmbeddedPlayer(?:/v=2)?/";
    private static final String STARTS = "(?:start|end)=\\d{1,6}";

    private static final List<Kind> KINDS = List.of(
            Kind.of(YOUTUBE, YOUTUBE_HOST + "/embed/videoseries", NOCOOKIE + "videoseries", "list=" + ID),
            Kind.of(YOUTUBE, YOUTUBE_HOST + "/(?:embed|v|shorts|live)/" + YOUTUBE_ID, NOCOOKIE + "$1", STARTS),
            Kind.of(YOUTUBE, "youtu\\.be/" + YOUTUBE_ID, NOCOOKIE + "$1", STARTS),
            Kind.of(
                    "Vimeo",
                    "(?:player\\.)?vimeo\\.com/(?:video/)?(\\d{1,12})",
                    "https://player.vimeo.com/video/$1?dnt=1",
                    "h=\\w{1,32}"),
            Kind.of(
                    "Dailymotion",
                    "(?:www\\.)?dailymotion\\.com/(?:embed|swf)/(?:video/)?(\\w{1,16})",
                    "https://www.dailymotion.com/embed/video/$1"),
            Kind.of(
                    "SoundCloud",
                    "w\\.soundcloud\\.com/player/?",
                    "https://w.soundcloud.com/player/",
                    "url=https?(?::|%3A)(?:/|%2F){2}(?:api\\.)?soundcloud\\.com(?:(?:/|%2F)[\\w-]{1,80}){1,4}"),
            Kind.of(
                    BANDCAMP,
                    BANDCAMP_PLAYER + "(album=\\d{1,12})(?:/[\\w=]*)*?(/track=\\d{1,12})(?:/[\\w=]*)*",
                    "https://bandcamp.com/EmbeddedPlayer/$1$2/"),
            Kind.of(
                    BANDCAMP,
                    BANDCAMP_PLAYER + "((?:album|track)=\\d{1,12})(?:/[\\w=]*)*",
                    "https://bandcamp.com/EmbeddedPlayer/$1/"),
            Kind.of(
                    "Spotify",
                    "open\\.spotify\\.com/embed(?:-podcast)?/(track|album|artist|playlist|episode|show)/(\\w{1,32})",
                    "https://open.spotify.com/embed/$1/$2"),
            Kind.of(
                    "CodePen",
                    "codepen\\.io/" + ID + "/embed/(?:preview/)?(\\w{1,40})",
                    "https://codepen.io/$1/embed/$2"),
            Kind.of("JSFiddle", "jsfiddle\\.net/((?:[\\w-]{1,40}/){1,3}embedded)/?.*", "https://jsfiddle.net/$1/"),
            Kind.of(
                    "Internet Archive",
                    "(?:www\\.)?archive\\.org/embed/([\\w.-]{1,100})",
                    "https://archive.org/embed/$1"),
            Kind.of(
                    "asciinema",
                    "(?:www\\.)?asciinema\\.org/a/(\\w{1,32})(?:/(?:iframe|embed)|\\.js)",
                    "https://asciinema.org/a/$1/iframe"),
            Kind.of("media.ccc.de", "media\\.ccc\\.de/v/([\\w.-]{1,120})/oembed", "https://media.ccc.de/v/$1/oembed"),
            Kind.of("TED", "embed(?:-ssl)?\\.ted\\.com/talks/([\\w.-]{1,120})", "https://embed.ted.com/talks/$1"),
            Kind.of("Speaker Deck", "speakerdeck\\.com/player/(\\w{1,40})", "https://speakerdeck.com/player/$1"),
            Kind.of(
                    "SlideShare",
                    "(?:www\\.)?slideshare\\.net/slideshow/embed_code/((?:key/)?\\w{1,40})",
                    "https://www.slideshare.net/slideshow/embed_code/$1"),
            Kind.of(
                    "OpenStreetMap",
                    "www\\.openstreetmap\\.org/export/embed\\.html",
                    "https://www.openstreetmap.org/export/embed.html",
                    "(?:bbox|marker)=[\\d.,%C+-]{3,160}|layer=[\\w-]{1,32}"),
            // Software that anybody may run: known by its paths.
            Kind.of(
                    "PeerTube",
                    HOST + "/videos/embed/" + UUID,
                    "https://$1/videos/embed/$2",
                    "(?:start|stop)=[\\dhms]{1,12}"),
            Kind.of("Mastodon", HOST + "/@([\\w.-]{1,64})/(\\d{1,24})/embed", "https://$1/@$2/$3/embed"),
            Kind.of(
                    "Mastodon",
                    HOST + "/users/([\\w.-]{1,64})/statuses/(\\d{1,24})/embed",
                    "https://$1/users/$2/statuses/$3/embed"));

    /// @param address absolute, as [Addresses] writes it
    /// @return null if it is no player that we know
    static @Nullable Player at(String address) {
        int hash = address.indexOf('#');
        var whole = hash < 0 ? address : address.substring(0, hash);
        int mark = whole.indexOf('?');
        var page = mark < 0 ? whole : whole.substring(0, mark);
        var query = mark < 0 ? "" : whole.substring(mark + 1);
        if (WATCHED.matcher(page).matches()) {
            return watched(query);
        }
        for (var kind : KINDS) {
            // Flash players had their parameters in the path: `/v/ID&hl=en`.
            var matcher = kind.known().matcher(withoutAmpersands(page));
            if (matcher.matches()) {
                return written(kind, matcher.replaceFirst(kind.written()), query);
            }
        }
        return null;
    }

    /// The player that a script would have put in its place, or null.
    static @Nullable Player ofScript(String address) {
        return address.contains("://asciinema.org/a/") ? at(address) : null;
    }

    private static @Nullable Player watched(String query) {
        for (var parameter : query.split("&", -1)) {
            if (parameter.startsWith("v=")) {
                return at(NOCOOKIE + parameter.substring(2));
            }
        }
        return null;
    }

    private static @Nullable Player written(Kind kind, String page, String query) {
        var address = new StringBuilder(page);
        var keeps = kind.keeps();
        if (keeps != null) {
            for (var parameter : query.split("&", -1)) {
                var plain = parameter.startsWith("amp;") ? parameter.substring("amp;".length()) : parameter;
                if (keeps.matcher(plain).matches()) {
                    address.append(address.indexOf("?") < 0 ? '?' : '&').append(plain);
                }
            }
            boolean nothingToPlay = kind.known().matcher("").groupCount() == 0 && address.indexOf("?") < 0;
            return nothingToPlay ? null : new Player(kind.service(), address.toString());
        }
        return new Player(kind.service(), address.toString());
    }

    private static String withoutAmpersands(String page) {
        int ampersand = page.indexOf('&');
        return ampersand < 0 ? page : page.substring(0, ampersand);
    }
}
