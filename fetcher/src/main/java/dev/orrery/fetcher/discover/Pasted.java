package dev.orrery.fetcher.discover;

import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Reads what somebody pasted as a site's address: with or without scheme, out of a sentence, as a feed reader's
/// `feed:` link, as a Mastodon handle.
final class Pasted {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\n\\t ]]");
    private static final Pattern AROUND =
            Pattern.compile("^[\\s<>\"'“”„‚‘’«»()\\[\\]]+|[\\s<>\"'“”„‚‘’«»()\\[\\],;]+$");
    private static final Pattern WRAPPED = Pattern.compile(
            "^(?:(?:view-source|feed|rss|itpc|pcast|podcast|url):(?:/{2,})?)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTTP = Pattern.compile("^(https?)(?::/*|//)(?=[^/])", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLE =
            Pattern.compile("(?:acct:@?|@)([\\w.-]+)@([\\w-]+(?:\\.[\\w-]+)+(?::\\d+)?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL =
            Pattern.compile("(?:mailto:.*|[^\\s/:@]+@[\\w-]+(?:\\.[\\w-]+)+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_SCHEME = Pattern.compile("(?!https?:)[a-z][a-z0-9+.-]*:(?!\\d+(?:[/?#]|$)).*");

    private Pasted() {}

    sealed interface Read {}

    /// @param guessed whether the scheme is ours: `https` where none was written
    record Address(HttpUrl url, boolean guessed) implements Read {}

    /// @param sentence for people
    record Wrong(String sentence) implements Read {}

    static Read read(String written) {
        var text = clean(written);
        if (text.isEmpty()) {
            return new Wrong("There is no address; a site's address looks like https://ann.example/.");
        }
        var handle = HANDLE.matcher(text);
        if (handle.matches()) {
            return address("https://%s/@%s".formatted(handle.group(2), handle.group(1)), true, text);
        }
        if (MAIL.matcher(text).matches()) {
            return new Wrong(
                    "“%s” is an e-mail address, not a site's; a Mastodon handle begins with @, as in @ann@ann.example."
                            .formatted(shown(text)));
        }
        if (text.startsWith("@")) {
            return new Wrong(
                    "“%s” is a handle without its server; write it like %s@server.example, or paste the page's address."
                            .formatted(shown(text), shown(text)));
        }
        return web(text);
    }

    private static Read web(String text) {
        var unwrapped = WRAPPED.matcher(text).replaceFirst("");
        var http = HTTP.matcher(unwrapped);
        if (http.find()) {
            var rest = unwrapped.substring(http.end());
            // Pasted behind what the field already held.
            return HTTP.matcher(rest).find()
                    ? web(rest)
                    : address(http.group(1).toLowerCase(Locale.ROOT) + "://" + rest, false, text);
        }
        if (OTHER_SCHEME.matcher(unwrapped.toLowerCase(Locale.ROOT)).matches()) {
            return new Wrong(
                    "“%s” begins with neither http:// nor https://; nothing else is fetched.".formatted(shown(text)));
        }
        return address("https://" + unwrapped.replaceFirst("^/+", ""), true, text);
    }

    private static Read address(String address, boolean guessed, String text) {
        var url = HttpUrl.parse(address);
        if (url == null) {
            url = HttpUrl.parse(address.replaceAll("\\s", ""));
        }
        if (url == null || !looksLikeHost(url.host())) {
            return new Wrong("“%s” is not an address of the web; a site's address looks like https://ann.example/."
                    .formatted(shown(text)));
        }
        return new Address(url.newBuilder().fragment(null).build(), guessed);
    }

    private static boolean looksLikeHost(String host) {
        return host.contains(".") || host.contains(":") || host.equals("localhost");
    }

    /// Out of a sentence, the address in it.
    private static String clean(String written) {
        var text = trimmed(INVISIBLE.matcher(written).replaceAll("").replace('\u00A0', ' '));
        if (HTTP.matcher(text).find() || !text.matches("(?s).*\\s.*")) {
            return text.lines().findFirst().orElse("").strip();
        }
        var words = text.split("\\s+", -1);
        for (var sign : new String[] {"://", ".", "@"}) {
            for (var word : words) {
                if (trimmed(word).contains(sign)) {
                    return trimmed(word);
                }
            }
        }
        return text;
    }

    private static String trimmed(String text) {
        return AROUND.matcher(text).replaceAll("");
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
