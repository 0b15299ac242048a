package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Texts;
import dev.orrery.events.Entry.Tag;
import dev.orrery.events.Passage;
import dev.orrery.events.RawEntry.Category;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The author's own categories as tags: one spelling for what differs only in case, accents, separators, a leading `#`
/// or, where that is safe, in number; the label stays as it was written.
///
/// `Free Software`, `free_software` and `#free-software` are all `free-software`. A plural is told from a name that
/// ends in s (`kubernetes`, `emacs`) by a list of everyday words; the rest is for a planet's synonyms.
public final class Tags {
    /// Raised whenever the same categories may come out differently, or another language may be found.
    public static final int VERSION = 2;

    private static final Pattern SEPARATORS = Pattern.compile("[\\s_/\\\\-]+");
    private static final Pattern AROUND = Pattern.compile("^[#-]+|-+$");
    private static final Set<String> NONE = words("no-tags.txt");
    private static final Set<String> NOUNS = words("plurals.txt");
    private static final int MOST = 50;
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_LABEL = 100;

    private static final List<Ending> PLURALS =
            List.of(new Ending("s", ""), new Ending("es", ""), new Ending("ies", "y"));

    private Tags() {}

    private record Ending(String plural, String singular) {}

    static List<Tag> of(List<Category> categories) {
        var tags = new LinkedHashMap<String, Tag>();
        for (var category : categories) {
            var label = label(category);
            var tag = tag(label);
            if (!tag.isEmpty() && !NONE.contains(tag) && !isKind(category) && tags.size() < MOST) {
                tags.putIfAbsent(tag, new Tag(tag, label));
            }
        }
        return List.copyOf(tags.values());
    }

    /// The normal form of a tag; empty if nothing is left.
    public static String tag(String written) {
        var hyphened = SEPARATORS.matcher(Passage.fold(Texts.line(written))).replaceAll("-");
        var tag = AROUND.matcher(hyphened).replaceAll("");
        return singular(tag.length() <= LONGEST_TAG ? tag : shortened(tag));
    }

    /// `open-source-licences` is `open-source-licence`: the last word counts.
    private static String singular(String tag) {
        if (!tag.endsWith("s")) {
            return tag;
        }
        int word = tag.lastIndexOf('-') + 1;
        var last = tag.substring(word);
        for (var ending : PLURALS) {
            if (last.endsWith(ending.plural())) {
                var noun = last.substring(0, last.length() - ending.plural().length()) + ending.singular();
                if (NOUNS.contains(noun)) {
                    return tag.substring(0, word) + noun;
                }
            }
        }
        return tag;
    }

    private static Set<String> words(String name) {
        return WordList.lines(name).stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String shortened(String tag) {
        int end = Character.isHighSurrogate(tag.charAt(LONGEST_TAG - 1)) ? LONGEST_TAG - 1 : LONGEST_TAG;
        return AROUND.matcher(tag.substring(0, end)).replaceAll("");
    }

    private static String label(Category category) {
        var label = category.label() == null ? "" : Texts.line(category.label());
        return Texts.atMost(LONGEST_LABEL, label.isEmpty() ? Texts.line(category.term()) : label);
    }

    /// Blogger's feeds say of every entry that it is a post.
    private static boolean isKind(Category category) {
        return category.scheme() != null && category.scheme().endsWith("#kind");
    }
}
