package dev.orrery.enricher.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.enricher.SharedFiles;
import dev.orrery.enricher.enrich.Tags;
import dev.orrery.enricher.learn.LearnedTags.Lesson;
import dev.orrery.enricher.learn.LearnedTags.Post;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class LearnedTagsTest {
    @Test
    void aTitleThatNamesATagInUseIsAboutIt() {
        var learned = LearnedTags.from(posts("KVM Forum|KVM", "KVM on ARM|KVM,ARM", "Nested guests|kvm"));

        assertThat(learned.suggestedFor(post("What is new in KVM")))
                .containsExactly(new Lesson("kvm", "KVM", 2, 2, 4.7 / 5));
        assertThat(learned.suggestedFor(post("On ARM"))).as("used once").isEmpty();
        assertThat(learned.suggestedFor(post("KVM again|KVM"))).as("has it").isEmpty();
        assertThat(learned.suggestedFor(new Post(null, Map.of()))).isEmpty();
    }

    @Test
    void aTagWhoseNameMeansSomethingElseHereIsNotSuggested() {
        var learned = LearnedTags.from(posts(
                "The planets tonight|planet",
                "Mars|planet",
                "Venus|planet",
                "This planet's software|blog",
                "Planet|blog"));

        assertThat(learned.suggestedFor(post("Another planet joins"))).isEmpty();
    }

    @Test
    void heldOutTagsAreSuggestedRightly() throws IOException {
        var score = new Score();
        score.holdOut("the sample planet", sample());
        var seed = SharedFiles.find("seed/feeds");
        if (seed.isPresent()) {
            score.holdOut("the seed planet", seed(seed.get()));
            assertThat(score.suggested).isGreaterThanOrEqualTo(10);
        }
        assertThat(score.precision()).isGreaterThanOrEqualTo(LearnedTags.RELIABLE);
    }

    /// Each post is asked for with its tags taken away, of what was learned from all others.
    private static final class Score {
        private int suggested;
        private int right;

        void holdOut(String name, List<Post> posts) {
            int before = suggested;
            int rightBefore = right;
            for (int i = 0; i < posts.size(); i++) {
                var others = new ArrayList<>(posts);
                var held = others.remove(i);
                for (var lesson : LearnedTags.from(others).suggestedFor(new Post(held.title(), Map.of()))) {
                    suggested++;
                    right += held.tags().containsKey(lesson.tag()) ? 1 : 0;
                }
            }
            int tags = posts.stream().mapToInt(post -> post.tags().size()).sum();
            System.out.printf(
                    "Learned tags, held out, %s: %d of %d suggestions are right, of %d tags of %d posts.%n",
                    name, right - rightBefore, suggested - before, tags, posts.size());
        }

        double precision() {
            System.out.printf("Learned tags, held out, precision: %.3f%n", (double) right / suggested);
            return (double) right / suggested;
        }
    }

    private static List<Post> sample() throws IOException {
        var posts = new ArrayList<Post>();
        try (var files = Files.walk(Path.of(System.getProperty("orrery.root"), "planets", "sample"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".xml")).toList()) {
                entries(file).forEach(entry -> posts.add(tagged(entry)));
            }
        }
        return posts.stream().filter(post -> !post.tags().isEmpty()).toList();
    }

    private static Post tagged(Element entry) {
        var tags = new LinkedHashMap<String, String>();
        for (var category : entry.select("> category, > dc|subject")) {
            var label = category.hasAttr("term") ? category.attr("term") : category.text();
            tags.put(Tags.tag(label), label);
        }
        return new Post(title(entry), tags);
    }

    /// Their feeds have no categories: the tags are those of somebody who has read them.
    private static List<Post> seed(Path folder) throws IOException {
        var read = new LinkedHashMap<String, String>();
        try (var in = LearnedTagsTest.class.getResourceAsStream("seed-tags.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> read.put(line.split(" \\| ", -1)[0], line.split(" \\| ", -1)[1]));
        }
        var posts = new ArrayList<Post>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                for (var entry : entries(file)) {
                    var tags = read.remove(title(entry));
                    assertThat(tags).as("tags of “%s”", title(entry)).isNotNull();
                    posts.add(post(title(entry) + "|" + tags));
                }
            }
        }
        assertThat(read).as("read, but not there").isEmpty();
        return posts;
    }

    private static List<Element> entries(Path file) throws IOException {
        return Jsoup.parse(Files.readString(file), Parser.xmlParser()).select("entry, item");
    }

    private static String title(Element entry) {
        var title = entry.select("> title").first();
        return title == null ? "" : Jsoup.parse(title.text()).text();
    }

    private static List<Post> posts(String... written) {
        return List.of(written).stream().map(LearnedTagsTest::post).toList();
    }

    /// @param written `title|tag,tag`
    private static Post post(String written) {
        var parts = written.split("\\|", -1);
        var tags = new LinkedHashMap<String, String>();
        if (parts.length > 1) {
            for (var label : parts[1].split(",", -1)) {
                tags.put(Tags.tag(label), label);
            }
        }
        return new Post(parts[0], tags);
    }
}
