package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// A page that wants to know whether a person is looking, in place of what was asked for. A site's owner often does not
/// know that one stands before the feed, so it is told by its name.
final class BotWall {
    /// Enough of a page to know it by.
    private static final int LOOK = 16 * 1024;

    /// Headers that only an answer of the wall itself has.
    private static final Map<String, String> HEADERS = Map.of(
            "cf-mitigated", "Cloudflare's",
            "x-datadome", "DataDome's",
            "x-amzn-waf-action", "Amazon's",
            "x-vercel-mitigated", "Vercel's",
            "x-sucuri-block", "Sucuri's",
            "x-px-block", "PerimeterX's");

    /// What only such pages say, in lower case.
    private static final Map<String, String> MARKS = Map.ofEntries(
            Map.entry("/cdn-cgi/challenge-platform/", "Cloudflare's"),
            Map.entry("<title>just a moment...</title>", "Cloudflare's"),
            Map.entry("<title>attention required! | cloudflare</title>", "Cloudflare's"),
            Map.entry("id=\"anubis_challenge\"", "Anubis'"),
            Map.entry("<title>making sure you&#39;re not a bot!</title>", "Anubis'"),
            Map.entry("<title>making sure you're not a bot!</title>", "Anubis'"),
            Map.entry("geo.captcha-delivery.com", "DataDome's"),
            Map.entry("_incapsula_resource", "Imperva's"),
            Map.entry("<title>ddos-guard</title>", "DDoS-Guard's"),
            Map.entry("<title>vercel security checkpoint</title>", "Vercel's"),
            Map.entry("<title>access to this page has been denied", "PerimeterX's"),
            Map.entry("<title>robot or human?</title>", "the site's"),
            Map.entry("<title>are you a robot?</title>", "the site's"),
            Map.entry("sucuri website firewall", "Sucuri's"),
            Map.entry("/.well-known/sgcaptcha/", "SiteGround's"));

    private BotWall() {}

    /// @param response not a document
    /// @return what is in the way, as a sentence for the feed's owner; null where nothing of the kind is seen
    static @Nullable String seen(Response response, Conversation conversation)
            throws IOException, InterruptedException {
        for (var known : HEADERS.entrySet()) {
            if (response.header(known.getKey()) != null) {
                return sentence(response.code(), known.getValue());
            }
        }
        return switch (response.code()) {
            case 401, 405, 429 -> onPage(response, conversation);
            case 403, 503 -> {
                var seen = onPage(response, conversation);
                // It explains itself to browsers only; behind it, a server's own refusal would be passed on as well.
                boolean cloudflare = "cloudflare".equalsIgnoreCase(response.header("Server"));
                yield seen == null && cloudflare ? sentence(response.code(), "what is probably Cloudflare's") : seen;
            }
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

    private static @Nullable String onPage(Response response, Conversation conversation) throws InterruptedException {
        return isPage(response) ? in(response, beginning(response, conversation)) : null;
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
