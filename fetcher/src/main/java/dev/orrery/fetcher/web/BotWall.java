package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// A page that wants to know whether a person is looking, in place of the feed. A feed's owner often does not know
/// that one stands before the feed, so it is told by its name.
final class BotWall {
    /// Enough of a page to know it by.
    private static final int LOOK = 16 * 1024;

    /// What only such pages say.
    private static final Map<String, String> MARKS = Map.of(
            "/cdn-cgi/challenge-platform/", "Cloudflare's",
            "<title>just a moment...</title>", "Cloudflare's",
            "<title>attention required! | cloudflare</title>", "Cloudflare's",
            "id=\"anubis_challenge\"", "Anubis'",
            "geo.captcha-delivery.com", "DataDome's",
            "_incapsula_resource", "Imperva's",
            "<title>ddos-guard</title>", "DDoS-Guard's",
            "sucuri website firewall", "Sucuri's",
            "/.well-known/sgcaptcha/", "SiteGround's");

    private BotWall() {}

    /// @param response not a document
    /// @return what is in the way, as a sentence for the feed's owner; null where nothing of the kind is seen
    static @Nullable String seen(Response response, Conversation conversation)
            throws IOException, InterruptedException {
        if ("challenge".equals(response.header("cf-mitigated"))) {
            return sentence(response.code(), "Cloudflare's");
        }
        return switch (response.code()) {
            case 401, 403, 405, 429, 503 -> isPage(response) ? in(response, beginning(response, conversation)) : null;
            default -> null;
        };
    }

    /// Some walls answer 200.
    static @Nullable String in(Response response, byte[] body) {
        if (!isPage(response)) {
            return null;
        }
        var text = new String(body, 0, Math.min(body.length, LOOK), ISO_8859_1).toLowerCase(Locale.ROOT);
        return MARKS.entrySet().stream()
                .filter(mark -> text.contains(mark.getKey()))
                .map(mark -> sentence(response.code(), mark.getValue()))
                .findFirst()
                .orElse(null);
    }

    /// A wall whose page breaks off is not worth an error of its own.
    private static byte[] beginning(Response response, Conversation conversation) throws InterruptedException {
        try {
            return BodyReader.beginning(response, conversation, LOOK);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static boolean isPage(Response response) {
        var type = String.valueOf(response.header("Content-Type")).toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml+xml");
    }

    private static String sentence(int status, String whose) {
        return "The server answers %d with %s bot wall, which asks for a person at a browser; feed readers do not get through until the site's owner lets them read the feed."
                .formatted(status, whose);
    }
}
