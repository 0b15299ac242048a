package dev.orrery.events;

import static dev.orrery.events.Lists.copy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a planet decides by, or, where a subscription has rules of its own, what it decides by for that feed besides.
/// What is absent is not decided: all is shown.
///
/// @param include     where there are any, only what matches one of them is shown
/// @param exclude     what matches one of them is hidden
/// @param tagRules    tags that entries get by what they say; a planet's only
/// @param synonyms    tags that this planet takes for another; a planet's only
/// @param burst       how much of one feed is shown in a day; a subscription's own replaces the planet's
/// @param firstImport how many entries of a feed are shown of those that it had when it was first polled; the newest
/// @param duplicates  whether the same post through several feeds is shown once; true where absent; a planet's only
public record Rules(
        List<Filter> include,
        List<Filter> exclude,
        List<TagRule> tagRules,
        List<Synonym> synonyms,
        @Nullable Burst burst,
        @Nullable Integer firstImport,
        @Nullable Boolean duplicates) {
    public static final Rules NONE = new Rules(List.of(), List.of(), List.of(), List.of(), null, null, null);

    public Rules {
        include = copy(include);
        exclude = copy(exclude);
        tagRules = copy(tagRules);
        synonyms = copy(synonyms);
    }

    /// @param name how decisions refer to it; where absent, by what it says
    public record Filter(@Nullable String name, Condition when) {}

    /// What an entry may be asked. All that is present has to hold; a condition of which nothing is present holds
    /// always.
    ///
    /// A text is found as a word or a phrase, whatever its case and accents; between slashes it is a pattern of
    /// RE2, which cannot take longer than the text is long.
    ///
    /// @param tag         one of the entry's tags on this planet, normalised
    /// @param text        in title or text
    /// @param language    BCP 47; `en` holds for `en-GB` too
    /// @param shorterThan words in its text
    /// @param longerThan  words in its text
    /// @param olderThan   when it was first seen, by the date that its author gave it
    /// @param all         hold all
    /// @param any         of which one holds; absent if empty
    /// @param not         does not hold
    public record Condition(
            @Nullable String tag,
            @Nullable String title,
            @Nullable String text,
            @Nullable String author,
            @Nullable String language,
            @Nullable Integer shorterThan,
            @Nullable Integer longerThan,
            @Nullable Duration olderThan,
            List<Condition> all,
            List<Condition> any,
            @Nullable Condition not) {
        public Condition {
            all = copy(all);
            any = copy(any);
        }
    }

    /// @param tag what an entry is given that meets the condition, as people read it
    public record TagRule(String tag, Condition when) {}

    /// @param tag as people read it
    /// @param of  the tags that it stands for here
    public record Synonym(String tag, List<String> of) {
        public Synonym {
            of = copy(of);
        }
    }

    /// @param entries of one feed that are shown; the rest is collapsed
    /// @param per     of time, by the entries' rank
    public record Burst(int entries, Duration per) {}
}
