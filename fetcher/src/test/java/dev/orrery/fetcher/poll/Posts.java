package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Posts of a blog in a feed that is written anew each time, in any order and with whatever is left out.
record Posts(List<Post> all) {

    /// @param date as it is written; null for none
    record Post(
            @Nullable String guid,
            @Nullable String link,
            String title,
            String text,
            @Nullable String date) {
        private static final String WORDS =
                " Words and more words, as many as a post has that somebody took an evening for.";

        static Post of(String name, @Nullable String date) {
            return new Post(name, "http://ann.example/" + name + ".html", "On " + name, (name + WORDS).repeat(4), date);
        }

        Post guid(@Nullable String other) {
            return new Post(other, link, title, text, date);
        }

        Post link(@Nullable String other) {
            return new Post(guid, other, title, text, date);
        }

        Post title(String other) {
            return new Post(guid, link, other, text, date);
        }

        Post text(String other) {
            return new Post(guid, link, title, other, date);
        }

        Post date(@Nullable String other) {
            return new Post(guid, link, title, text, other);
        }

        private String item() {
            return "<item>%s%s<title>%s</title><description>%s</description>%s</item>"
                    .formatted(
                            guid == null ? "" : "<guid isPermaLink='false'>%s</guid>".formatted(guid),
                            link == null ? "" : "<link>%s</link>".formatted(link),
                            title,
                            text,
                            date == null ? "" : "<pubDate>%s</pubDate>".formatted(date));
        }
    }

    /// As many as names, newest first, of a day each and some seconds.
    static Posts named(String... names) {
        var posts = new ArrayList<Post>();
        for (int i = 0; i < names.length; i++) {
            posts.add(Post.of(names[i], "2026-03-%02dT10:20:%02dZ".formatted(9 - i, 10 + i)));
        }
        return new Posts(posts);
    }

    /// One a day, back from the end of 2020.
    static Posts many(int count) {
        return new Posts(IntStream.range(0, count)
                .mapToObj(i -> Post.of(
                        "post-" + i,
                        Instant.parse("2020-12-31T10:20:30Z")
                                .minus(Duration.ofDays(i))
                                .toString()))
                .toList());
    }

    /// Each one as it is changed.
    Posts each(java.util.function.UnaryOperator<Post> change) {
        return new Posts(all.stream().map(change).toList());
    }

    /// One of them, by its name, as it is changed.
    Posts one(String name, java.util.function.UnaryOperator<Post> change) {
        return each(post -> name.equals(post.guid()) ? change.apply(post) : post);
    }

    Posts without(String... names) {
        return new Posts(all.stream()
                .filter(post -> !List.of(names).contains(String.valueOf(post.guid())))
                .toList());
    }

    Posts first(int most) {
        return new Posts(all.subList(0, Math.min(most, all.size())));
    }

    /// With a new one on top.
    Posts with(Post... more) {
        var posts = new ArrayList<>(List.of(more));
        posts.addAll(all);
        return new Posts(posts);
    }

    Posts shuffled(long seed) {
        var posts = new ArrayList<>(all);
        Collections.shuffle(posts, new Random(seed));
        return new Posts(posts);
    }

    String rss() {
        return FeedStory.rss(all.stream().map(Post::item).toArray(String[]::new));
    }
}
