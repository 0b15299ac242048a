package dev.orrery.publisher.page;

import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Post;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// A planet's posts under headings, as planets have always grouped them: run by run. A heading stands wherever the day
/// or the channel differs from the post before; posts are never moved together, so a day can show A, B and A again.
public record River(List<Day> days) {

    /// All posts of one day, in the planet's time zone.
    public record Day(LocalDate date, List<Channel> channels) {}

    /// Posts of one subscription that follow each other on one day.
    public record Channel(Subscription subscription, List<Post> posts) {}

    /// @param posts newest first; their order is kept
    public static River of(List<Post> posts, ZoneId zone) {
        var days = new ArrayList<Day>();
        for (var post : posts) {
            var date = LocalDate.ofInstant(post.at(), zone);
            if (days.isEmpty() || !days.getLast().date().equals(date)) {
                days.add(new Day(date, new ArrayList<>()));
            }
            add(days.getLast().channels(), post);
        }
        return new River(days);
    }

    private static void add(List<Channel> channels, Post post) {
        var subscription = post.subscription();
        if (channels.isEmpty() || !channels.getLast().subscription().id().equals(subscription.id())) {
            channels.add(new Channel(subscription, new ArrayList<>()));
        }
        channels.getLast().posts().add(post);
    }
}
