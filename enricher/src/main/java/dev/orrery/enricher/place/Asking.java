package dev.orrery.enricher.place;

import dev.orrery.events.Passage;
import dev.orrery.events.Rules.Condition;
import dev.orrery.events.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// A condition, ready to be asked of many entries.
final class Asking {
    private final Predicate<Post> holds;

    private Asking(Predicate<Post> holds) {
        this.holds = holds;
    }

    /// @param tags how this planet writes a tag that somebody wrote
    static Asking of(Condition condition, Function<String, String> tags) {
        return new Asking(all(condition, tags));
    }

    boolean holds(Post post) {
        return holds.test(post);
    }

    /// Whether a condition looks at the text, which is read for no other reason.
    static boolean looksAtText(Condition condition) {
        return condition.text() != null
                || condition.all().stream().anyMatch(Asking::looksAtText)
                || condition.any().stream().anyMatch(Asking::looksAtText)
                || (condition.not() != null && looksAtText(condition.not()));
    }

    private static Predicate<Post> all(Condition condition, Function<String, String> tags) {
        var parts = new ArrayList<Predicate<Post>>();
        aboutPlainFacts(condition, tags, parts);
        aboutWords(condition, parts);
        for (var part : condition.all()) {
            parts.add(all(part, tags));
        }
        if (!condition.any().isEmpty()) {
            var any = condition.any().stream().map(part -> all(part, tags)).toList();
            parts.add(post -> any.stream().anyMatch(part -> part.test(post)));
        }
        var not = condition.not();
        if (not != null) {
            parts.add(all(not, tags).negate());
        }
        List<Predicate<Post>> wanted = List.copyOf(parts);
        return post -> wanted.stream().allMatch(part -> part.test(post));
    }

    private static void aboutPlainFacts(
            Condition condition, Function<String, String> tags, List<Predicate<Post>> parts) {
        var tag = condition.tag();
        if (tag != null) {
            var wanted = Set.of(tags.apply(tag));
            parts.add(post -> post.hasAnyTag(wanted));
        }
        var language = condition.language();
        if (language != null) {
            parts.add(post -> post.isIn(language));
        }
        var shorter = condition.shorterThan();
        if (shorter != null) {
            parts.add(post -> post.words() < shorter);
        }
        var longer = condition.longerThan();
        if (longer != null) {
            parts.add(post -> post.words() > longer);
        }
        var older = condition.olderThan();
        if (older != null) {
            parts.add(post -> {
                var age = post.age();
                return age != null && age.compareTo(older) > 0;
            });
        }
    }

    private static void aboutWords(Condition condition, List<Predicate<Post>> parts) {
        if (condition.title() != null) {
            parts.add(about(condition.title(), post -> List.of(post.title())));
        }
        if (condition.author() != null) {
            parts.add(about(condition.author(), Post::authors));
        }
        if (condition.text() != null) {
            parts.add(about(condition.text(), post -> List.of(post.title(), post.body())));
        }
    }

    /// What cannot be looked for is not found: a record may come from somebody who did not look at it as we do.
    private static Predicate<Post> about(String written, Function<Post, List<Passage>> where) {
        if (Wording.problem(written).isPresent()) {
            return post -> false;
        }
        var wording = Wording.of(written);
        return post -> where.apply(post).stream().anyMatch(wording::isIn);
    }
}
