package dev.orrery.publisher.page;

import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Directory.Listing;
import dev.orrery.publisher.library.Tally;
import dev.orrery.publisher.serve.Pages;
import dev.orrery.publisher.theme.Themes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The front page, and pages for what does not work. What belongs to no planet is in English and UTC; what is wrong on
/// a planet is said in its language.
public final class SitePages implements Pages {
    private final Themes themes;
    private final String style;
    private final String icon;
    private final Words words = Words.in(Locale.ENGLISH);
    private final Almanac almanac = Almanac.of("UTC", Locale.ENGLISH);

    public SitePages(Themes themes) {
        this.themes = themes;
        var modern = themes.get(Themes.MODERN);
        this.style = modern.url("planet.css");
        this.icon = modern.url("icon.svg");
    }

    /// The front page as its template sees it.
    record FrontView(Words words, String style, String icon, List<Link> planets) {}

    /// A page that says what is wrong.
    ///
    /// @param lead   before the list of planets
    /// @param home   where to go from here
    /// @param toHome what that is called
    /// @param isPlanet whether that is a planet, which can be searched and leafed through
    record TroubleView(
            Words words,
            String lang,
            String dir,
            String style,
            String icon,
            String heading,
            String sentence,
            @Nullable String lead,
            List<Link> planets,
            @Nullable String home,
            @Nullable String toHome,
            boolean isPlanet) {}

    /// A link to a planet.
    ///
    /// @param posts  how many, in words
    /// @param newest when the newest was published, in words
    /// @param at     the same as in RFC 3339
    record Link(
            Face face,
            String href,
            String title,
            @Nullable String tagline,
            @Nullable String posts,
            @Nullable String newest,
            @Nullable String at) {}

    @Override
    public byte[] front(Directory directory, Map<String, Tally> tallies) {
        var planets = directory.all().stream()
                .sorted(Comparator.comparing(Listing::title, almanac.alphabet()))
                .map(planet -> link(planet, tallies.get(planet.slug())))
                .toList();
        return themes.render(Themes.MODERN, "front", new FrontView(words, style, icon, planets));
    }

    @Override
    public byte[] noPlanet(String asked, List<Listing> similar, Directory directory) {
        var planets = similar.isEmpty() ? directory.all() : similar;
        var lead = planets.isEmpty() ? null : words.say(similar.isEmpty() ? "allPlanets" : "perhaps");
        return trouble(
                words.say("notFound"),
                words.say("noPlanet", asked),
                lead,
                planets.stream().map(planet -> link(planet, null)).toList(),
                "/",
                words.say("toFront"));
    }

    @Override
    public byte[] noPage(Listing planet, String home) {
        return trouble(planet, home, "notFound", "noPage", "noPageHelp");
    }

    @Override
    public byte[] gone(Listing planet, String home) {
        return trouble(planet, home, "gonePost", "gonePostHelp");
    }

    @Override
    public byte[] unavailable() {
        return trouble(words.say("unavailable"), words.say("unavailableHelp"), null, List.of(), null, null);
    }

    @Override
    public byte[] busy() {
        return trouble(words.say("busy"), words.say("busyHelp"), null, List.of(), null, null);
    }

    @Override
    public byte[] noMethod(String method, String allowed) {
        return trouble(
                words.say("noMethod"),
                words.say("noMethodHelp", method, allowed),
                null,
                List.of(),
                "/",
                words.say("toFront"));
    }

    /// On a planet, in its language.
    private byte[] trouble(Listing planet, String home, String heading, String... sentences) {
        var locale = Languages.locale(planet.locale());
        var own = Words.in(locale);
        var said = Arrays.stream(sentences).map(own::say).collect(Collectors.joining(" "));
        return themes.render(
                Themes.MODERN,
                "trouble",
                new TroubleView(
                        own,
                        locale.toLanguageTag(),
                        Languages.direction(locale),
                        style,
                        icon,
                        own.say(heading),
                        said,
                        null,
                        List.of(),
                        home,
                        own.say("toPlanet", planet.title()),
                        true));
    }

    private byte[] trouble(
            String heading,
            String sentence,
            @Nullable String lead,
            List<Link> planets,
            @Nullable String home,
            @Nullable String toHome) {
        return themes.render(
                Themes.MODERN,
                "trouble",
                new TroubleView(
                        words, "en", "ltr", style, icon, heading, sentence, lead, planets, home, toHome, false));
    }

    private Link link(Listing planet, @Nullable Tally tally) {
        return new Link(
                Face.of(planet.title(), null),
                "/" + planet.slug() + "/",
                planet.title(),
                planet.tagline(),
                tally == null ? null : words.say("posts", tally.posts()),
                tally == null ? null : words.say("newest", almanac.date(tally.newest())),
                tally == null ? null : tally.newest().toString());
    }
}
