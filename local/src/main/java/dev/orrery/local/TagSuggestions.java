package dev.orrery.local;

import dev.orrery.enricher.learn.LearnedTags;
import dev.orrery.enricher.learn.LearnedTags.Lesson;
import dev.orrery.enricher.learn.LearnedTags.Post;
import dev.orrery.enricher.store.Placements;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;

/// Tags that a planet's authors use, suggested for posts that lack them, as rules to paste into its file.
final class TagSuggestions {
    private TagSuggestions() {}

    static void print(String planet, Placements placements, PrintWriter out) {
        var posts = new ArrayList<Post>();
        placements.ofPlanet(planet, placement -> posts.add(Post.of(placement)));
        var learned = LearnedTags.from(posts);
        var lacking = new HashMap<Lesson, Integer>();
        for (var post : posts) {
            learned.suggestedFor(post).forEach(lesson -> lacking.merge(lesson, 1, Integer::sum));
        }
        if (lacking.isEmpty()) {
            out.println("%s: no tag is suggested: either no titles lack one, or too few are tagged.".formatted(planet));
            return;
        }
        out.println("%s: suggested under `rules`, `tags`:".formatted(planet));
        lacking.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().tag()))
                .forEach(each -> out.println(line(each.getKey(), each.getValue())));
    }

    private static String line(Lesson lesson, int lacking) {
        var label = Words.yaml(Words.safe(lesson.label()));
        return "    - {tag: %s, title: %s}  # of %s that say so %d are tagged so; %s"
                .formatted(
                        label,
                        label,
                        Words.count(lesson.named(), "title", "titles"),
                        lesson.tagged(),
                        Words.count(lacking, "post lacks it", "posts lack it"));
    }
}
