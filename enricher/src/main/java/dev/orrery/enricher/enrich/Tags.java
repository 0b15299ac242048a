package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Texts;
import dev.orrery.events.Entry.Tag;
import dev.orrery.events.RawEntry.Category;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The author's own categories as tags: one spelling for what differs only in case, spaces or a leading `#`.
///
/// `Free Software`, `free_software` and `#free-software` are all `free-software`; the label stays as it was written.
public final class Tags {
    /// Raised whenever the same categories may come out differently.
    public static final int VERSION = 1;

    private static final Pattern SEPARATORS = Pattern.compile("[\\s_/\\\\-]+");
    private static final Pattern HYPHENS_AROUND = Pattern.compile("^-+|-+$");
    private static final Set<String> NONE = Set.of("uncategorized", "uncategorised");
    private static final int MOST = 50;
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_LABEL = 100;

    private Tags() {}

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
    static String tag(String written) {
        var folded = Normalizer.normalize(written, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace("#", "");
        var hyphened = SEPARATORS.matcher(Texts.line(folded)).replaceAll("-");
        var tag = HYPHENS_AROUND.matcher(hyphened).replaceAll("");
        return tag.length() <= LONGEST_TAG ? tag : shortened(tag);
    }

    private static String shortened(String tag) {
        int end = Character.isHighSurrogate(tag.charAt(LONGEST_TAG - 1)) ? LONGEST_TAG - 1 : LONGEST_TAG;
        return HYPHENS_AROUND.matcher(tag.substring(0, end)).replaceAll("");
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
