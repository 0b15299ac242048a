package dev.orrery.publisher.page;

import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.search.Found.Hit;
import dev.orrery.publisher.search.Found.Part;
import dev.orrery.publisher.search.Result;
import dev.orrery.publisher.search.Sorting;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.theme.Themes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a search finds, or how to search.
public final class SearchPage implements Result.Renderer {
    /// What the keys of words end in that tell how to ask.
    private static final List<String> EXAMPLES =
            List.of("words", "phrase", "prefix", "not", "author", "tag", "feed", "lang", "dates", "date");

    private final Themes themes;

    public SearchPage(Themes themes) {
        this.themes = themes;
    }

    /// The page as its template sees it.
    ///
    /// @param heading  what the page is about
    /// @param typed    what was looked for
    /// @param feed     the search as a feed, below the planet's address; null where nothing was asked
    /// @param notes    what to know of the answer
    /// @param orders   the ways to sort; none where there is nothing to sort
    /// @param nothing  what to say where nothing was found
    /// @param alone    searches for one of the words
    /// @param examples how to ask
    record SearchView(
            Frame frame,
            String heading,
            String typed,
            @Nullable String sort,
            @Nullable String feed,
            @Nullable String count,
            List<String> notes,
            List<Choice> orders,
            List<Item> items,
            @Nullable String nothing,
            List<Choice> alone,
            @Nullable String newer,
            @Nullable String older,
            List<Example> examples) {}

    /// A link to another answer.
    ///
    /// @param isHere whether it is the page itself
    record Choice(String text, String href, boolean isHere) {}

    /// @param title   in pieces, of which some are marked
    /// @param snippet likewise
    /// @param page    its page on the planet, below the planet's address
    /// @param at      RFC 3339
    record Item(
            @Nullable String lang,
            String dir,
            List<Part> title,
            @Nullable String link,
            String page,
            List<Part> snippet,
            Face face,
            String authors,
            String subscription,
            boolean isNamed,
            String at,
            String date,
            List<Choice> tags) {}

    /// @param typed what to type
    /// @param finds what it finds
    record Example(String typed, String finds) {}

    @Override
    public byte[] render(Result result) {
        var view = view(result);
        return themes.render(view.frame().theme(), "search", view);
    }

    private SearchView view(Result result) {
        var planet = result.edition().planet();
        var locale = Languages.locale(planet.locale());
        var words = Words.in(locale);
        var almanac = Almanac.of(planet.timezone(), locale);
        var typed = result.question().text();
        boolean asked = !result.question().isEmpty();
        var items = items(result, almanac);
        return new SearchView(
                Frame.of(planet, result.edition().home(), Format.SEARCH.file(), "search", themes),
                typed.isEmpty() ? words.say("searching") : words.say("searchFor", typed),
                typed,
                result.sorting() == Sorting.BEST ? null : result.sorting().word(),
                asked ? Address.searchFeed(typed) : null,
                asked ? count(result, words) : null,
                notes(result, words),
                items.isEmpty() ? List.of() : orders(result, words),
                items,
                asked && items.isEmpty() ? nothing(result, words) : null,
                result.alone().stream()
                        .map(alone -> new Choice(
                                words.say("searchAlone", alone.typed(), alone.posts()),
                                Address.search(alone.typed()),
                                false))
                        .toList(),
                result.page() > 1 ? at(result, result.page() - 1) : null,
                result.page() < result.pages() ? at(result, result.page() + 1) : null,
                examples(words));
    }

    private static String count(Result result, Words words) {
        int total = result.found().total();
        return result.found().isMore() ? words.say("searchMore", total) : words.say("searchCount", total);
    }

    private static List<String> notes(Result result, Words words) {
        var notes = new ArrayList<String>();
        if (!result.isComplete()) {
            notes.add(words.say("searchBuilding", result.percent()));
        }
        if (result.question().wasCut()) {
            notes.add(words.say("searchCut"));
        }
        if (result.found().wasLate()) {
            notes.add(words.say("searchLate"));
        }
        return notes;
    }

    private static String nothing(Result result, Words words) {
        return words.say(
                result.page() > 1 ? "searchNoPage" : "searchNothing",
                result.question().text());
    }

    private static List<Choice> orders(Result result, Words words) {
        return Stream.of(Sorting.values())
                .map(sorting -> new Choice(
                        words.say("searchSort." + sorting.word()),
                        Address.search(result.question().text()) + sort(sorting),
                        sorting == result.sorting()))
                .toList();
    }

    private static String sort(Sorting sorting) {
        return sorting == Sorting.BEST ? "" : "&sort=" + sorting.word();
    }

    private static String at(Result result, int page) {
        var address = Address.search(result.question().text()) + sort(result.sorting());
        return page == 1 ? address : address + "&page=" + page;
    }

    private static List<Item> items(Result result, Almanac almanac) {
        var setting = Setting.of(result.edition().planet(), Format.SEARCH.file(), Set.of());
        var titles = new Items(setting);
        var posts = new HashMap<String, Post>();
        result.edition().posts().forEach(post -> posts.put(post.entry().entryId(), post));
        var items = new ArrayList<Item>();
        for (var hit : result.found().hits()) {
            var post = posts.get(hit.entryId());
            if (post != null) {
                items.add(item(hit, post, titles, almanac));
            }
        }
        return items;
    }

    private static Item item(Hit hit, Post post, Items titles, Almanac almanac) {
        var entry = post.entry();
        var language = Languages.tag(entry.language());
        var title = titles.title(post);
        var names = almanac.list(post.authors());
        return new Item(
                language,
                Languages.directionOfPost(language),
                hit.title().isEmpty() ? List.of(new Part(title, false)) : hit.title(),
                post.link(),
                Address.entry(entry.entryId(), entry.title()),
                hit.snippet(),
                Face.of(post.subscription().name(), post.subscription().face()),
                names,
                post.subscription().name(),
                !names.equals(post.subscription().name()),
                post.at().toString(),
                almanac.date(post.at()),
                post.placement().tags().stream()
                        .map(tag -> new Choice(tag.label(), Address.of(new View.Tagged(tag.tag())), false))
                        .toList());
    }

    private static List<Example> examples(Words words) {
        return EXAMPLES.stream()
                .map(name -> new Example(words.say("searchEg." + name), words.say("searchIs." + name)))
                .toList();
    }
}
