package dev.orrery.publisher.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What somebody who misses a post asks for: an address, as it was copied from a browser or a feed reader, or words of
/// a title.
///
/// @param text    as it was asked, without space around it
/// @param host    of the address, in lower case without `www.`; null for a title
/// @param entryId where the address is one of a planet's own pages
public record Question(
        String text, @Nullable String host, @Nullable String entryId) {
    /// Longer ones are cut: nobody's post has such an address.
    private static final int LONGEST = 1_000;

    private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile("^[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+(/\\S*)?$");
    private static final Pattern OWN = Pattern.compile("(?:/(?:entry|why)/|#|^)(e-[a-z2-7]{26})(?:/|$)");
    private static final Pattern TRACKING = Pattern.compile("(?:utm_\\w+|fbclid|gclid|mc_cid|mc_eid)=.*");

    public static Question of(String asked) {
        var text = asked.strip();
        text = text.length() <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST)));
        var own = OWN.matcher(text);
        var entryId = own.find() ? own.group(1) : null;
        if (BARE.matcher(text).matches()) {
            text = "https://" + text;
        }
        return new Question(text, SCHEME.matcher(text).find() ? host(text) : null, entryId);
    }

    public boolean isAddress() {
        return host != null;
    }

    private static @Nullable String host(String address) {
        // Addresses are pasted with spaces and signs that no URI may have; the host comes before all that.
        var rest = SCHEME.matcher(address).replaceFirst("");
        var authority = rest.split("[/?#\\s]", 2)[0];
        var host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
        return host.isEmpty() ? null : plain(host);
    }

    /// A host as it counts here.
    static @Nullable String plain(@Nullable String host) {
        if (host == null) {
            return null;
        }
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("www.") ? lower.substring(4) : lower;
    }

    /// What links of the same post look like, the likeliest first: whatever their scheme, `www.`, slash at the end and
    /// tracking. With the query first, as it may be what tells posts apart (`?p=12`); then without, unless
    /// nothing but the host is left.
    public List<Pattern> links() {
        if (host == null) {
            return List.of();
        }
        var rest = SCHEME.matcher(text).replaceFirst("").replaceFirst("#.*$", "");
        int question = rest.indexOf('?');
        var page = question < 0 ? rest : rest.substring(0, question);
        int slash = page.indexOf('/');
        var path = slash < 0 ? "" : page.substring(slash).replaceAll("/+$", "");
        var start = "^https?://(?:www\\.)?(?i:" + Pattern.quote(host) + ")(?::\\d+)?" + Pattern.quote(path) + "/?";
        var patterns = new ArrayList<Pattern>();
        var query = question < 0 ? "" : query(rest.substring(question + 1));
        if (!query.isEmpty()) {
            patterns.add(Pattern.compile(start + "\\?" + Pattern.quote(query) + "(?:[&#].*)?$"));
        }
        if (!path.isEmpty()) {
            patterns.add(Pattern.compile(start + "(?:[?#].*)?$"));
        }
        return patterns;
    }

    private static String query(String query) {
        return Pattern.compile("&")
                .splitAsStream(query)
                .filter(part -> !TRACKING.matcher(part).matches())
                .collect(Collectors.joining("&"));
    }

    /// What titles look like that have the words in them.
    public Pattern titles() {
        var words =
                Pattern.compile("\\s+").splitAsStream(text).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }
}
