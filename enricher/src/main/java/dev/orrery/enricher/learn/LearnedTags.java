package dev.orrery.enricher.learn;

import dev.orrery.events.Passage;
import dev.orrery.events.Placement;
import dev.orrery.events.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tags that a planet's authors use, for posts of the planet that have none: a title that names such a tag is about it,
/// as far as that has proved true where authors did tag.
///
/// How reliable that is is counted for each tag. What is known of titles in general stands in for what a planet has
/// not seen yet: of 47 titles of four planets that named a tag in use, 45 were tagged so by their authors. That a
/// text names a tag, be it often, or that an author mostly uses one, proved true too seldom to be suggested.
///
/// What is learned depends on everything that a planet has ever placed, so that one new post could change what was
/// decided of thousands. It is therefore suggested to the owner, as rules for the planet's file, and tags nothing by
/// itself.
public final class LearnedTags {
    /// Suggested is what is true so often, or more.
    public static final double RELIABLE = 0.8;

    /// What fewer posts are tagged with is no custom yet.
    private static final int LEAST_USES = 3;

    /// How reliable titles are in general, and of how many titles of the planet's own that is worth.
    private static final double IN_GENERAL = 0.9;

    private static final double WEIGHT = 3;

    private final List<Lesson> lessons;
    private final Map<Lesson, Wording> names = new HashMap<>();

    private LearnedTags(List<Lesson> lessons) {
        this.lessons = lessons;
        lessons.forEach(lesson -> names.put(lesson, Wording.of(lesson.label())));
    }

    /// A post that its author tagged, or not.
    ///
    /// @param tags the author's own, by their normal form: as they are read
    public record Post(@Nullable String title, Map<String, String> tags) {
        public Post {
            tags = Map.copyOf(tags);
        }

        public static Post of(Placement placement) {
            var own = placement.tags().stream()
                    .filter(tag -> tag.from().equals("category") || tag.from().equals("synonym"))
                    .collect(Collectors.toMap(Placement.PlacedTag::tag, Placement.PlacedTag::label, (one, _) -> one));
            return new Post(placement.entry().title(), own);
        }
    }

    /// A title that names a tag.
    ///
    /// @param label    of the tag, and what the title says
    /// @param named    how many titles of tagged posts name it
    /// @param tagged   how many of these posts are tagged so
    /// @param reliable how often it is true, 0 to 1
    public record Lesson(String tag, String label, int named, int tagged, double reliable) {}

    public static LearnedTags from(Collection<Post> posts) {
        var labels = new LinkedHashMap<String, String>();
        var uses = new LinkedHashMap<String, Integer>();
        var tagged = posts.stream().filter(post -> !post.tags().isEmpty()).toList();
        for (var post : tagged) {
            post.tags().forEach((tag, label) -> {
                labels.merge(tag, label, (one, other) -> one.compareTo(other) <= 0 ? one : other);
                uses.merge(tag, 1, Integer::sum);
            });
        }
        var titles = tagged.stream().map(post -> new Passage(post.title())).toList();
        var lessons = new ArrayList<Lesson>();
        labels.forEach((tag, label) -> {
            if (uses.getOrDefault(tag, 0) >= LEAST_USES
                    && Wording.problem(label).isEmpty()) {
                var lesson = lesson(tag, label, tagged, titles);
                if (lesson.reliable() >= RELIABLE) {
                    lessons.add(lesson);
                }
            }
        });
        lessons.sort(Comparator.comparing(Lesson::tag));
        return new LearnedTags(List.copyOf(lessons));
    }

    /// What a post might be tagged with besides the tags it has.
    public List<Lesson> suggestedFor(Post post) {
        var own = post.tags().keySet();
        var title = new Passage(post.title());
        return lessons.stream()
                .filter(lesson -> !own.contains(lesson.tag()))
                .filter(lesson -> Objects.requireNonNull(names.get(lesson)).isIn(title))
                .toList();
    }

    private static Lesson lesson(String tag, String label, List<Post> tagged, List<Passage> titles) {
        var name = Wording.of(label);
        int named = 0;
        int right = 0;
        for (int i = 0; i < titles.size(); i++) {
            if (name.isIn(titles.get(i))) {
                named++;
                right += tagged.get(i).tags().containsKey(tag) ? 1 : 0;
            }
        }
        return new Lesson(tag, label, named, right, (right + IN_GENERAL * WEIGHT) / (named + WEIGHT));
    }
}
