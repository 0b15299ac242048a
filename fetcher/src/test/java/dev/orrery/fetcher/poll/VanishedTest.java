package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.poll.Window.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Blogs that post, edit and take back at random, seen through feeds of so many entries: nothing is taken back that its
/// author did not take back, and in the usual feed nothing else is missed than what cannot be told.
class VanishedTest {
    private static final int BLOGS = 2_000;
    private static final int POLLS = 20;

    /// What feeds show, and in which order.
    enum Order {
        NEWEST_FIRST,
        LAST_CHANGED_FIRST,
        SHUFFLED,
        OLDEST_FIRST
    }

    private static final class Post {
        final String id;
        final Instant published;
        Instant changed;

        Post(int number, Instant at) {
            id = "e-" + number;
            published = at;
            changed = at;
        }
    }

    private static final class Blog {
        final Random random;
        final Order order;
        final int size;
        final List<Post> posts = new ArrayList<>();
        final Set<String> takenBack = new HashSet<>();
        Instant now = Instant.parse("2026-03-10T12:00:00Z");
        int count;

        Blog(long seed, Order order) {
            this.random = new Random(seed);
            this.order = order;
            this.size = 2 + random.nextInt(12);
            int first = random.nextInt(20);
            for (int i = 0; i < first; i++) {
                post();
            }
        }

        void post() {
            now = now.plusSeconds(1 + random.nextInt(100_000));
            posts.add(new Post(count++, now));
        }

        void goesOn() {
            for (int news = random.nextInt(3); news > 0; news--) {
                post();
            }
            if (!posts.isEmpty() && random.nextInt(3) == 0) {
                now = now.plusSeconds(1);
                posts.get(random.nextInt(posts.size())).changed = now;
            }
            if (!posts.isEmpty() && random.nextInt(3) == 0) {
                takenBack.add(posts.remove(random.nextInt(posts.size())).id);
            }
        }

        Window feed() {
            Comparator<Post> newest = order == Order.LAST_CHANGED_FIRST
                    ? Comparator.comparing(post -> post.changed)
                    : Comparator.comparing(post -> post.published);
            var shown = new ArrayList<>(
                    posts.stream().sorted(newest.reversed()).limit(size).toList());
            switch (order) {
                case SHUFFLED -> Collections.shuffle(shown, random);
                case OLDEST_FIRST -> Collections.reverse(shown);
                case NEWEST_FIRST, LAST_CHANGED_FIRST -> {}
            }
            return new Window(
                    shown.stream()
                            .map(post -> new Slot(post.id, post.published, post.changed))
                            .toList(),
                    true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsTakenBackThatFellOffTheEnd(Order order) {
        for (int seed = 0; seed < BLOGS; seed++) {
            var blog = new Blog(seed, order);
            var before = blog.feed();
            for (int poll = 0; poll < POLLS; poll++) {
                blog.goesOn();
                var now = blog.feed();
                var found = new Vanished(before, now).takenBack();
                assertThat(blog.takenBack).as("seed %d, poll %d", seed, poll).containsAll(found);
                before = now;
            }
        }
    }

    @Test
    void inTheUsualFeedOnlyTheLastCanBeMissed() {
        for (int seed = 0; seed < BLOGS; seed++) {
            var blog = new Blog(seed, Order.NEWEST_FIRST);
            var before = blog.feed();
            for (int poll = 0; poll < POLLS; poll++) {
                blog.goesOn();
                var now = blog.feed();
                assertThat(new Vanished(before, now).takenBack())
                        .as("seed %d, poll %d", seed, poll)
                        .containsExactlyElementsOf(goneAboveTheLast(blog, before, now));
                before = now;
            }
        }
    }

    private static List<String> goneAboveTheLast(Blog blog, Window before, Window now) {
        var survivors = now.slots().stream()
                .filter(slot -> before.entryIds().contains(slot.entryId()))
                .toList();
        var witnesses = survivors.isEmpty() && now.slots().size() > 1 ? now.slots() : survivors;
        return before.slots().stream()
                .filter(slot -> blog.takenBack.contains(slot.entryId()))
                .filter(slot -> witnesses.stream().anyMatch(witness -> witness.isOlderThan(slot)))
                .map(Slot::entryId)
                .toList();
    }
}
