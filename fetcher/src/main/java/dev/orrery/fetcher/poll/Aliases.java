package dev.orrery.fetcher.poll;

import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// By what an entry is recognised when its key has changed: 64-bit hashes (FNV-1a) that have the feed's id in
/// them, so that only entries of one feed can share one. Nobody gains by making two of them equal, as it would
/// be their own feed's.
///
/// @param link  of its address without scheme, host, `www`, campaign and trailing slash: what outlives a site's
///              move. Absent where the address is but the site's
/// @param text  of title and text, letters and digits alone and of the text no more than [#MOST_LETTERS]: what
///              outlives another template. Absent where there are none
/// @param title of the title alone
/// @param isLong whether the text is longer than what two posts share by chance
record Aliases(
        @Nullable Long link, @Nullable Long text, @Nullable Long title, boolean isLong) {
    static final int MOST_LETTERS = 1_000;

    private static final int LONG = 200;

    private static final int LONGEST_ENTITY = 10;
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final char[] ASCII = ascii();
    private static final Pattern CAMPAIGN = Pattern.compile("[?&]utm_[^&#]*");

    static Aliases of(String feedId, Source entry) {
        long seed = hash(OFFSET, feedId);
        var title = letters(seed, entry.title());
        var text = letters(title.hash, EntryKeys.text(entry));
        return new Aliases(
                link(seed, EntryKeys.link(entry)),
                title.count + text.count == 0 ? null : text.hash,
                title.count == 0 ? null : title.hash,
                text.count >= LONG);
    }

    /// Without those that are too common to tell anything.
    Aliases only(Predicate<Long> telling) {
        return new Aliases(
                link != null && telling.test(link) ? link : null,
                text != null && telling.test(text) ? text : null,
                title,
                isLong);
    }

    private static @Nullable Long link(long seed, @Nullable String address) {
        var path = address == null ? "" : path(address);
        return path.isEmpty() ? null : hash(seed, path);
    }

    /// `/2026/03/gears?p=1#part` of any address of that.
    static String path(String address) {
        int from = 0;
        int scheme = address.indexOf("://");
        boolean hasHost = scheme > 0 || address.startsWith("//");
        if (hasHost) {
            int slash = address.indexOf('/', scheme > 0 ? scheme + 3 : 2);
            from = slash < 0 ? address.length() : slash + 1;
        } else if (address.startsWith("/")) {
            from = 1;
        }
        var path = address.substring(from);
        if (path.contains("utm_")) {
            path = CAMPAIGN.matcher(path).replaceAll("");
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// The host of an address without `www.`, empty where it names none.
    static String host(String address) {
        int scheme = address.indexOf("://");
        if (scheme < 0) {
            return "";
        }
        int slash = address.indexOf('/', scheme + 3);
        var host = address.substring(scheme + 3, slash < 0 ? address.length() : slash);
        return host.startsWith("www.") ? host.substring("www.".length()) : host;
    }

    private record Letters(long hash, int count) {}

    /// Without what is between angle brackets, without entities, case and everything that is neither letter nor digit.
    private static Letters letters(long seed, @Nullable Text text) {
        // A text that is not there and an empty one are the same; a title's end is not the text's beginning.
        long hash = step(seed, '|');
        if (text == null) {
            return new Letters(hash, 0);
        }
        boolean isMarkup = !text.type().equals(Text.PLAIN);
        var value = text.value();
        int count = 0;
        for (int i = 0; i < value.length() && count < MOST_LETTERS; i++) {
            char c = value.charAt(i);
            if (isMarkup && c == '<') {
                int end = value.indexOf('>', i);
                i = end < 0 ? value.length() : end;
            } else if (isMarkup && c == '&') {
                i = entity(value, i);
            } else {
                char letter = c < ASCII.length ? ASCII[c] : letter(c);
                if (letter != 0) {
                    hash = step(hash, letter);
                    count++;
                }
            }
        }
        return new Letters(hash, count);
    }

    /// In lower case; 0 where it is neither letter nor digit.
    private static char letter(char c) {
        return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
    }

    private static char[] ascii() {
        var letters = new char[128];
        for (char c = 0; c < letters.length; c++) {
            letters[c] = letter(c);
        }
        return letters;
    }

    /// The end of an entity; where there is none near, it is but a character.
    private static int entity(String value, int from) {
        int end = value.indexOf(';', from, Math.min(value.length(), from + LONGEST_ENTITY));
        return end < 0 ? from : end;
    }

    private static long hash(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = step(hash, text.charAt(i));
        }
        return hash;
    }

    private static long step(long hash, char c) {
        return (hash ^ c) * PRIME;
    }
}
