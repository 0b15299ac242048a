package dev.orrery.publisher.page;

import dev.orrery.events.Enclosure;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Stand;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Format;
import io.quarkus.qute.RawString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// From a post to what the page says of it.
final class Items {
    /// A feed's `updated` is often a moment after `published`; it is worth telling from here on.
    private static final Duration TELLING = Duration.ofDays(1);

    private static final int SUBSTITUTE = 60;

    private static final String LAZY = " loading=\"lazy\"";
    private static final String BETWEEN = "\u0001";

    private final Setting setting;
    private final Words words;
    private final Almanac almanac;
    private final Predicate<Post> whole;

    Items(Setting setting) {
        this(setting, _ -> true);
    }

    /// @param whole whether all of a post is shown, and not only its beginning
    Items(Setting setting, Predicate<Post> whole) {
        this.setting = setting;
        this.whole = whole;
        this.words = setting.words();
        this.almanac = setting.almanac();
    }

    /// A post among others, folded where it is long.
    PlanetView.Item of(Post post) {
        var title = title(post);
        return item(post, title, text(post, html -> folded(html, title)));
    }

    /// The first of a page: its first picture is in view at once, and need not wait to be scrolled to.
    PlanetView.Item first(Post post) {
        var title = title(post);
        return item(post, title, text(post, html -> eager(folded(html, title))));
    }

    /// A post on a page of its own: all of it, its headings right under the page's own.
    PlanetView.Item whole(Post post) {
        return item(post, title(post), text(post, html -> eager(raised(html))));
    }

    private PlanetView.Item item(Post post, String title, RawString text) {
        var entry = post.entry();
        var language = Languages.tag(entry.language());
        return new PlanetView.Item(
                entry.entryId(),
                Stand.Mark.of(post.placement()).inPage(),
                title,
                present(entry.title()) == null,
                post.link(),
                language,
                Languages.directionOfPost(language),
                text,
                setting.links().entry(entry.entryId(), entry.title()),
                setting.offered().contains(Format.WHY) ? setting.links().why(entry.entryId()) : null,
                words.around("by"),
                authors(post.authors()),
                post.at().toString(),
                words.say("dateAndTime", almanac.date(post.at()), almanac.time(post.at())),
                almanac.zoneName(post.at()),
                changed(post),
                post.placement().tags().stream()
                        .map(tag ->
                                new PlanetView.Tag(tag.label(), setting.links().to(new View.Tagged(tag.tag()))))
                        .toList(),
                entry.enclosures().stream()
                        .filter(enclosure -> Web.address(enclosure.url()) != null)
                        .map(Items::attachment)
                        .toList(),
                entry.cut() == null ? null : words.say("why.cut"));
    }

    /// Names with what the language puts between them.
    private List<PlanetView.Author> authors(List<String> names) {
        var between = almanac.list(names.stream().map(_ -> BETWEEN).toList()).split(BETWEEN, -1);
        return IntStream.range(0, names.size())
                .mapToObj(i -> new PlanetView.Author(
                        between[i],
                        names.get(i),
                        setting.links().author(names.get(i)),
                        i == names.size() - 1 ? between[i + 1] : ""))
                .toList();
    }

    String title(Post post) {
        return title(post.entry().title(), post.entry().summary(), post.at());
    }

    /// What a post is called that may have no title.
    String title(@Nullable String own, @Nullable String summary, Instant at) {
        var title = present(own);
        if (title != null) {
            return title;
        }
        var text = present(summary);
        return text == null ? words.say("untitled", almanac.date(at)) : beginning(text);
    }

    private String beginning(String summary) {
        if (summary.length() <= SUBSTITUTE) {
            return summary;
        }
        int end = summary.lastIndexOf(' ', SUBSTITUTE);
        int cut = end > SUBSTITUTE / 2 ? end : summary.offsetByCodePoints(0, summary.codePointCount(0, SUBSTITUTE));
        return words.say("more", summary.substring(0, cut));
    }

    private RawString text(Post post, UnaryOperator<String> shown) {
        var entry = post.entry();
        if (entry.html() != null && whole.test(post)) {
            return new RawString(Scrolling.byKeys(shown.apply(entry.html())));
        }
        var summary = new Element("p").text(entry.summary() == null ? "" : entry.summary());
        return new RawString(summary.hasText() ? summary.outerHtml() : "");
    }

    private String folded(String html, String title) {
        return Fold.fold(html, count -> invitation(title, count));
    }

    /// With the first picture loaded at once, unless that is folded away.
    private static String eager(String html) {
        int picture = html.indexOf("<img");
        int fold = html.indexOf("<details");
        int lazy = picture < 0 || (fold >= 0 && fold < picture) ? -1 : html.indexOf(LAZY, picture);
        return lazy < 0 || lazy > html.indexOf('>', picture)
                ? html
                : html.substring(0, lazy) + html.substring(lazy + LAZY.length());
    }

    /// The enricher puts a post's headings under an `h4`, where they are among others.
    private static String raised(String html) {
        if (!html.contains("<h5") && !html.contains("<h6")) {
            return html;
        }
        var document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        document.select("h5").tagName("h2");
        document.select("h6").tagName("h3");
        return document.body().html();
    }

    /// Names the post: many of these stand on one page, and some readers hear them one after the other.
    private String invitation(String title, int count) {
        return span("unfold", words.say("readRest", title))
                + " "
                + span("size", words.say("words", count))
                + " "
                + span("fold", words.say("fold"));
    }

    private static String span(String style, String text) {
        return "<span class=\"%s\">%s</span>".formatted(style, Entities.escape(text));
    }

    private PlanetView.@Nullable Changed changed(Post post) {
        var entry = post.entry();
        var updated = entry.updatedAt();
        boolean telling = updated != null && updated.isAfter(post.at().plus(TELLING));
        if (updated != null && telling) {
            var key = entry.edited() ? "editedOn" : "updatedOn";
            return new PlanetView.Changed(words.say(key, almanac.date(updated)), updated.toString());
        }
        return entry.edited() ? new PlanetView.Changed(words.say("edited"), null) : null;
    }

    private static PlanetView.Attachment attachment(Enclosure enclosure) {
        var url = enclosure.url();
        var path = url.substring(url.indexOf("//") + 2).replaceFirst("[?#].*", "");
        return new PlanetView.Attachment(url, path.substring(path.lastIndexOf('/') + 1));
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
