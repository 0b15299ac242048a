package dev.orrery.publisher.page;

import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Register;
import dev.orrery.publisher.library.Register.Named;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// All tags of a planet with how many posts have them: those used most, then all by their names.
public final class TagsPage implements Maker {
    /// A page has so many at most, or it would never end; those used least are left out.
    private static final int MOST = 2_000;

    private static final int TOP = 24;

    /// With fewer, the second list would only say the first one again.
    private static final int WORTH_AN_INDEX = 40;

    private final Themes themes;
    private final Set<Format> offered;

    /// @param offered the formats that there are, to lead to
    public TagsPage(Themes themes, Set<Format> offered) {
        this.themes = themes;
        this.offered = Set.copyOf(offered);
    }

    /// The page as its template sees it.
    ///
    /// @param used by how often they are used
    /// @param all  by name; empty where `used` has them all
    record TagsView(Frame frame, Head head, String lead, List<Counted> used, List<Letter> all, String searchPosts) {}

    /// All tags that begin so.
    record Letter(String name, List<Counted> tags) {}

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        return Maker.ofRegister(this::render).make(library, slug, wanted, carried);
    }

    byte[] render(Register register) {
        var self = Format.TAGS.file();
        var setting = Setting.of(register.planet(), self, offered);
        var words = setting.words();
        var used = mostUsed(register);
        boolean isShort = used.size() <= WORTH_AN_INDEX;
        var lead = words.say("tagsLead", used.size());
        var view = new TagsView(
                Frame.of(register.planet(), register.home(), self, "tags", themes),
                new Heads(register.planet(), register.home(), setting).other(words.say("tags"), lead, Format.TAGS),
                lead,
                counted(isShort ? used : used.subList(0, TOP), setting),
                isShort ? List.of() : letters(used, setting),
                words.say("searchPosts", register.posts()));
        return themes.render(view.frame().theme(), "tags", view);
    }

    private static List<Map.Entry<String, Named>> mostUsed(Register register) {
        return register.tags().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Named>>comparingInt(
                                tag -> -tag.getValue().tally().posts())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .toList();
    }

    private static List<Counted> counted(List<Map.Entry<String, Named>> tags, Setting setting) {
        return tags.stream()
                .map(tag -> Counted.of(
                        tag.getValue().name(),
                        setting.links().to(new View.Tagged(tag.getKey())),
                        tag.getValue().tally(),
                        setting))
                .toList();
    }

    private static List<Letter> letters(List<Map.Entry<String, Named>> tags, Setting setting) {
        var letters = new ArrayList<Letter>();
        var byName = Comparator.comparing(Counted::name, setting.almanac().alphabet());
        for (var tag : counted(tags, setting).stream().sorted(byName).toList()) {
            var letter = letter(tag.name(), setting.words());
            if (letters.isEmpty() || !letters.getLast().name().equals(letter)) {
                letters.add(new Letter(letter, new ArrayList<>()));
            }
            letters.getLast().tags().add(tag);
        }
        return letters;
    }

    private static String letter(String name, Words words) {
        var first = Character.toString(name.isEmpty() ? ' ' : name.codePointAt(0));
        return Character.isLetter(first.codePointAt(0)) ? first.toUpperCase(words.locale()) : words.say("otherSigns");
    }
}
