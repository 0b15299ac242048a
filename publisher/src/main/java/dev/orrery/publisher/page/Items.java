package dev.orrery.publisher.page;

import dev.orrery.events.Enclosure;
import dev.orrery.events.Placement;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Web;
import io.quarkus.qute.RawString;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// From a post to what the page says of it.
final class Items {
    /// A feed's `updated` is often a moment after `published`; it is worth telling from here on.
    private static final Duration TELLING = Duration.ofDays(1);

    private static final int SUBSTITUTE = 60;

    private final Words words;
    private final Almanac almanac;
    private final Predicate<Post> whole;

    /// @param whole whether all of a post is shown, and not only its beginning
    Items(Words words, Almanac almanac, Predicate<Post> whole) {
        this.words = words;
        this.almanac = almanac;
        this.whole = whole;
    }

    PlanetView.Item of(Post post) {
        var entry = post.entry();
        var language = Languages.tag(entry.language());
        var title = title(post);
        return new PlanetView.Item(
                entry.entryId(),
                title,
                present(entry.title()) == null,
                post.link(),
                language,
                Languages.directionOfPost(language),
                text(post, title),
                words.around("by"),
                almanac.list(post.authors()),
                post.at().toString(),
                words.say("dateAndTime", almanac.date(post.at()), almanac.time(post.at())),
                almanac.zoneName(post.at()),
                changed(post),
                post.placement().tags().stream().map(Placement.PlacedTag::label).toList(),
                entry.enclosures().stream()
                        .filter(enclosure -> Web.address(enclosure.url()) != null)
                        .map(Items::attachment)
                        .toList(),
                entry.cut());
    }

    private String title(Post post) {
        var title = present(post.entry().title());
        if (title != null) {
            return title;
        }
        var summary = present(post.entry().summary());
        return summary == null ? words.say("untitled", almanac.date(post.at())) : beginning(summary);
    }

    private String beginning(String summary) {
        if (summary.length() <= SUBSTITUTE) {
            return summary;
        }
        int end = summary.lastIndexOf(' ', SUBSTITUTE);
        int cut = end > SUBSTITUTE / 2 ? end : summary.offsetByCodePoints(0, summary.codePointCount(0, SUBSTITUTE));
        return words.say("more", summary.substring(0, cut));
    }

    private RawString text(Post post, String title) {
        var entry = post.entry();
        if (entry.html() != null && whole.test(post)) {
            return new RawString(Fold.fold(entry.html(), count -> invitation(title, count)));
        }
        var summary = new Element("p").text(entry.summary() == null ? "" : entry.summary());
        return new RawString(summary.hasText() ? summary.outerHtml() : "");
    }

    /// Names the post: many of these stand on one page, and some readers hear them one after the other.
    private List<Node> invitation(String title, int count) {
        var open = new Element("span").addClass("unfold").appendText(words.say("readRest", title));
        var size = new Element("span").addClass("size").appendText(words.say("words", count));
        var close = new Element("span").addClass("fold").appendText(words.say("fold"));
        return List.of(open, new TextNode(" "), size, new TextNode(" "), close);
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
