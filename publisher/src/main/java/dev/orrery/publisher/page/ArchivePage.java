package dev.orrery.publisher.page;

import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Register;
import dev.orrery.publisher.library.Register.Named;
import dev.orrery.publisher.library.Tally;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A planet's years and months, authors and subscriptions, with how many posts there are of each.
public final class ArchivePage implements Maker {
    /// A page has so many authors at most; those who posted least are left out.
    private static final int MOST = 2_000;

    /// How deep a month's colour can be.
    private static final int SHADES = 4;

    private final Themes themes;
    private final Set<Format> offered;

    /// @param offered the formats that there are, to lead to
    public ArchivePage(Themes themes, Set<Format> offered) {
        this.themes = themes;
        this.offered = Set.copyOf(offered);
    }

    /// The page as its template sees it.
    record ArchiveView(
            Frame frame,
            Head head,
            String lead,
            List<Year> years,
            List<Person> authors,
            List<Person> subscriptions,
            String searchPosts) {}

    /// @param posts in words
    record Year(String name, String posts, List<Cell> months) {}

    /// A month of a year, or the place of one without posts.
    ///
    /// @param label the month with its year and posts, for those who do not see where it stands
    /// @param shade 0 to 4, a class of the style sheet: how much was posted, beside other months
    record Cell(String name, String label, @Nullable String href, String count, int shade) {}

    record Person(Face face, Counted counted) {}

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        return Maker.ofRegister(this::render).make(library, slug, wanted, carried);
    }

    byte[] render(Register register) {
        var self = Format.ARCHIVE.file();
        var setting = Setting.of(register.planet(), self, offered);
        var words = setting.words();
        var lead = lead(register, setting);
        var view = new ArchiveView(
                Frame.of(register.planet(), register.home(), self, "archive", themes),
                new Heads(register.planet(), register.home(), setting)
                        .other(words.say("archive"), lead, Format.ARCHIVE),
                lead,
                years(register, setting),
                authors(register, setting),
                subscriptions(register, setting),
                words.say("searchPosts", register.posts()));
        return themes.render(view.frame().theme(), "archive", view);
    }

    private static String lead(Register register, Setting setting) {
        var months = register.months();
        return months.isEmpty()
                ? setting.words().say("archiveLead", 0, "", "")
                : setting.words()
                        .say(
                                "archiveLead",
                                register.posts(),
                                setting.almanac().month(months.firstKey()),
                                setting.almanac().month(months.lastKey()));
    }

    private static List<Year> years(Register register, Setting setting) {
        var months = register.months();
        if (months.isEmpty()) {
            return List.of();
        }
        int most = months.values().stream().mapToInt(Tally::posts).max().orElse(1);
        int first = months.firstKey().getYear();
        int last = months.lastKey().getYear();
        return IntStream.rangeClosed(0, last - first)
                .map(back -> last - back)
                .filter(year -> !months.subMap(YearMonth.of(year, 1), YearMonth.of(year + 1, 1))
                        .isEmpty())
                .mapToObj(year -> year(year, register, most, setting))
                .toList();
    }

    private static Year year(int year, Register register, int most, Setting setting) {
        var months = register.months();
        int posts = months.subMap(YearMonth.of(year, 1), YearMonth.of(year + 1, 1)).values().stream()
                .mapToInt(Tally::posts)
                .sum();
        return new Year(
                Integer.toString(year),
                setting.words().say("posts", posts),
                Arrays.stream(Month.values())
                        .map(month -> YearMonth.of(year, month))
                        .map(month -> cell(month, months.get(month), most, setting))
                        .toList());
    }

    private static Cell cell(YearMonth month, @Nullable Tally tally, int most, Setting setting) {
        var words = setting.words();
        int posts = tally == null ? 0 : tally.posts();
        return new Cell(
                setting.almanac().monthAlone(month),
                words.say("countOf", setting.almanac().month(month), words.say("posts", posts)),
                posts == 0 ? null : setting.links().to(new View.In(month)),
                words.say("number", posts),
                // Of the busiest month's posts; whatever has posts is seen to have some.
                posts == 0 ? 0 : Math.max(1, (int) Math.round((double) SHADES * posts / most)));
    }

    private static List<Person> authors(Register register, Setting setting) {
        return register.authors().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Named>>comparingInt(
                                author -> -author.getValue().tally().posts())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(author -> new Person(
                        Face.of(
                                author.getValue().name(),
                                portrait(register, author.getValue().name())),
                        Counted.of(
                                author.getValue().name(),
                                setting.links().to(new View.By(author.getKey())),
                                author.getValue().tally(),
                                setting)))
                .sorted(Comparator.<Person, String>comparing(
                                person -> person.counted().name(),
                                setting.almanac().alphabet())
                        .thenComparing(person -> person.counted().href()))
                .toList();
    }

    private static @Nullable String portrait(Register register, String name) {
        return register.planet().subscriptions().stream()
                .filter(one -> one.name().equals(name) && one.face() != null)
                .map(Subscription::face)
                .findFirst()
                .orElse(null);
    }

    private static List<Person> subscriptions(Register register, Setting setting) {
        return register.planet().subscriptions().stream()
                .sorted(Comparator.comparing(
                                Subscription::name, setting.almanac().alphabet())
                        .thenComparing(Subscription::id))
                .map(one -> new Person(Face.of(one.name(), one.face()), counted(one, register, setting)))
                .toList();
    }

    private static Counted counted(Subscription one, Register register, Setting setting) {
        var href = setting.links().to(new View.From(one.id()));
        var tally = register.subscriptions().get(one.id());
        return tally == null
                ? new Counted(
                        one.name(),
                        href,
                        setting.words().say("number", 0),
                        setting.words().say("posts", 0),
                        "")
                : Counted.of(one.name(), href, tally, setting);
    }
}
