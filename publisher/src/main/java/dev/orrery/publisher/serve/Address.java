package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Names;
import dev.orrery.publisher.library.View;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a planet's views and forms are, below its own address. The one place that knows: what is written here is read
/// here.
///
/// A view of many posts is a folder (`tag/qemu/`), in which its forms have the planet's own names (`tag/qemu/atom.xml`,
/// `tag/qemu/page/2`); all else is a leaf (`titles`, `health`, `entry/e-…/cirros-released`).
public final class Address {
    private static final String PAGE = "page";
    private static final String WITHOUT_TITLE = "post";
    private static final int HIGHEST_PAGE = 1_000_000;

    private Address() {}

    /// The address of a view's page or feed: `""` is the planet's page.
    public static String of(Wanted wanted) {
        if (wanted.view() instanceof View.Single(var entryId)) {
            return wanted.format() == Format.PAGE
                    ? entry(entryId, null)
                    : wanted.format().file() + "/" + entryId;
        }
        return folder(wanted.view()) + leaf(wanted);
    }

    /// The page of a view.
    public static String of(View view) {
        return of(new Wanted(view, 1, Format.PAGE));
    }

    /// The page of one post, with words in it for people. Whatever the words are it is the same page; but some there
    /// must be, since the page's links count how deep it lies.
    public static String entry(String entryId, @Nullable String title) {
        var name = title == null ? "" : Names.inAddress(title);
        return "entry/" + entryId + "/" + (name.isEmpty() ? WITHOUT_TITLE : encoded(name));
    }

    /// The page of what a search finds.
    ///
    /// @param typed what is looked for
    public static String search(String typed) {
        return asked(Format.SEARCH, typed);
    }

    /// The feed of what a search finds.
    ///
    /// @param typed what is looked for
    public static String searchFeed(String typed) {
        return asked(Format.SEARCH_FEED, typed);
    }

    private static String asked(Format format, String typed) {
        return typed.isEmpty()
                ? format.file()
                : format.file() + "?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
    }

    /// From an address below the planet's to the planet's: `../../`.
    public static String up(String address) {
        var levels = address.chars().filter(c -> c == '/').count();
        return levels == 0 ? "./" : "../".repeat((int) levels);
    }

    private static String folder(View view) {
        return switch (view) {
            case View.Latest() -> "";
            case View.Tagged(var tag) -> "tag/" + encoded(tag) + "/";
            case View.By(var author) -> "author/" + encoded(author) + "/";
            case View.From(var subscription) -> "feed/" + encoded(subscription) + "/";
            case View.In(var month) -> "%04d/%02d/".formatted(month.getYear(), month.getMonthValue());
            case View.On(var day) ->
                "%04d/%02d/%02d/".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            case View.Single _ -> throw new IllegalArgumentException("one post is no folder");
        };
    }

    private static String leaf(Wanted wanted) {
        var file = wanted.format().file();
        if (wanted.page() == 1) {
            return file;
        }
        return (file.isEmpty() ? "" : file + "/") + PAGE + "/" + wanted.page();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Part by part: a tag may have a slash in it. Empty where it is no UTF-8 in percent signs.
    private static List<String> decoded(String path) {
        try {
            return Arrays.stream(path.split("/", -1))
                    .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private static String encoded(List<String> parts) {
        return parts.stream().map(Address::encoded).collect(Collectors.joining("/"));
    }

    /// What an address below a planet's means.
    public sealed interface Meaning {
        record Found(Wanted wanted) implements Meaning {}

        /// The same thing has one address only.
        ///
        /// @param to below the planet's
        record Moved(String to) implements Meaning {}
    }

    /// @param path without the planet's, percent-encoded where it has to be or not
    /// @return null where there can be nothing
    public static @Nullable Meaning meaning(String path) {
        if (path.isEmpty()) {
            return new Meaning.Found(Wanted.home(Format.PAGE));
        }
        boolean folder = path.endsWith("/");
        var parts = decoded(path);
        var named = folder && !parts.isEmpty() ? parts.subList(0, parts.size() - 1) : parts;
        if (named.isEmpty()) {
            return null;
        }
        if (named.stream().anyMatch(String::isEmpty)) {
            return null;
        }
        var single = single(named);
        if (single != null) {
            boolean nameless = single.format() == Format.PAGE && named.size() == 2;
            return nameless
                    ? new Meaning.Moved(of(single))
                    : folder ? new Meaning.Moved(encoded(named)) : new Meaning.Found(single);
        }
        var wanted = many(named);
        if (wanted == null) {
            return null;
        }
        var right = of(wanted);
        return right.equals(encoded(parts)) ? new Meaning.Found(wanted) : new Meaning.Moved(right);
    }

    private static @Nullable Wanted single(List<String> parts) {
        for (var format : List.of(Format.WHY, Format.LIVE)) {
            if (parts.size() == 2 && parts.getFirst().equals(format.file())) {
                return new Wanted(new View.Single(parts.get(1)), 1, format);
            }
        }
        boolean entry = parts.getFirst().equals("entry") && (parts.size() == 2 || parts.size() == 3);
        return entry ? new Wanted(new View.Single(parts.get(1)), 1, Format.PAGE) : null;
    }

    private static @Nullable Wanted many(List<String> parts) {
        int length = folderLength(parts);
        var view = view(parts.subList(0, length));
        return view == null ? null : leaf(view, parts.subList(length, parts.size()));
    }

    private static int folderLength(List<String> parts) {
        var first = parts.getFirst();
        if (List.of("tag", "author", "feed").contains(first)) {
            return Math.min(2, parts.size());
        }
        int length = 0;
        while (length < Math.min(3, parts.size()) && isNumber(parts.get(length))) {
            length++;
        }
        return length;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.length() <= 4 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable View view(List<String> parts) {
        if (parts.isEmpty()) {
            return View.LATEST;
        }
        return switch (parts.getFirst()) {
            case "tag" -> parts.size() == 2 ? new View.Tagged(parts.get(1)) : null;
            case "author" -> parts.size() == 2 ? new View.By(parts.get(1)) : null;
            case "feed" -> parts.size() == 2 ? new View.From(parts.get(1)) : null;
            default -> time(parts.stream().map(Integer::valueOf).toList());
        };
    }

    private static @Nullable View time(List<Integer> numbers) {
        try {
            return switch (numbers.size()) {
                case 2 -> new View.In(YearMonth.of(numbers.get(0), numbers.get(1)));
                case 3 -> new View.On(LocalDate.of(numbers.get(0), numbers.get(1), numbers.get(2)));
                default -> null;
            };
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable Wanted leaf(View view, List<String> parts) {
        var first = parts.isEmpty() ? "" : parts.getFirst();
        boolean paged = first.equals(PAGE) || (parts.size() == 3 && parts.get(1).equals(PAGE));
        var format =
                (paged && first.equals(PAGE)) || Destination.INDEX.contains(first) ? Format.PAGE : Format.named(first);
        if (format == null || !format.isOf(view)) {
            return null;
        }
        if (!paged) {
            return parts.size() <= 1 ? new Wanted(view, 1, format) : null;
        }
        var number = parts.getLast();
        boolean right = format.isPaged() && parts.size() == (first.equals(PAGE) ? 2 : 3);
        return right && number.matches("[1-9][0-9]{0,5}")
                ? new Wanted(view, Math.min(Integer.parseInt(number), HIGHEST_PAGE), format)
                : null;
    }
}
