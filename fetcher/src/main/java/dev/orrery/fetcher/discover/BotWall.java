package dev.orrery.fetcher.discover;

import dev.orrery.fetcher.web.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Services that stand before a site and let only browsers with somebody before them pass.
final class BotWall {
    /// A header that only an answer of the wall itself has, and whose wall it is.
    private static final Map<String, String> HEADERS = Map.of(
            "cf-mitigated", "Cloudflare",
            "x-datadome", "DataDome",
            "x-amzn-waf-action", "Amazon's firewall",
            "x-vercel-mitigated", "Vercel's firewall",
            "x-sucuri-block", "Sucuri",
            "x-px-block", "PerimeterX");

    /// Of pages that are served in the place of any other.
    private static final Map<Pattern, String> TITLES = Map.of(
            Pattern.compile("^just a moment\\.*$|^attention required! \\| cloudflare$"), "Cloudflare",
            Pattern.compile("^making sure you('|’|&#39;)?re not a bot!?$"), "Anubis",
            Pattern.compile("^(ddos-guard|ddos protection.*)$"), "DDoS-Guard",
            Pattern.compile("^(vercel security checkpoint)$"), "Vercel's firewall",
            Pattern.compile(
                            "^(access to this page has been denied\\.?|are you a robot\\?|robot or human\\?|bot verification)$"),
                    "a robot check");

    private BotWall() {}

    /// A sentence on the wall that gave this answer, or null where there is none to be seen.
    static @Nullable String in(@Nullable Exchange exchange) {
        if (exchange == null || exchange.status() == null) {
            return null;
        }
        for (var known : HEADERS.entrySet()) {
            if (!exchange.answered(known.getKey()).isEmpty()) {
                return sentence(known.getValue());
            }
        }
        boolean refused = List.of(401, 403, 429, 503).contains(exchange.status());
        boolean cloudflare = exchange.answered("Server").stream()
                .anyMatch(server -> server.toLowerCase(Locale.ROOT).equals("cloudflare"));
        return refused
                        && cloudflare
                        && !exchange.status().equals(401)
                        && !exchange.status().equals(429)
                ? "The server answers %d, and it is probably Cloudflare that does so: it takes us for a robot to be kept out. %s"
                        .formatted(exchange.status(), ADVICE)
                : null;
    }

    /// The same of a page by its title.
    static @Nullable String in(String title) {
        var bare = title.strip().toLowerCase(Locale.ROOT);
        for (var known : TITLES.entrySet()) {
            if (known.getKey().matcher(bare).matches()) {
                return sentence(known.getValue());
            }
        }
        return null;
    }

    private static final String ADVICE = "Its webmaster can let feeds through.";

    private static String sentence(String whose) {
        return "The site is behind a wall against robots (%s), which wants to see a browser. %s"
                .formatted(whose, ADVICE);
    }
}
