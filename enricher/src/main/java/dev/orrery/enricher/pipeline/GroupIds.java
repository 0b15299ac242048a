package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.Group;
import dev.orrery.enricher.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/// Ids of groups and their members, see [Group.Kind].
final class GroupIds {
    private GroupIds() {}

    static String carriers(String feed) {
        return "p:" + feed;
    }

    static String first(String feed) {
        return "f:" + feed;
    }

    static String day(StoredEntry entry) {
        return Group.day(entry.feedId(), entry.rankAt());
    }

    /// All days that a time from `begin` until before `end` has a part in.
    static List<String> days(String feed, Instant begin, Instant end) {
        var days = new ArrayList<String>();
        for (long day = Group.dayOf(begin); day <= Group.dayOf(end.minusNanos(1)); day++) {
            days.add(Group.day(feed, day));
        }
        return days;
    }

    /// @param time as [Revs#sortable] writes it
    static String imported(String feed, String time) {
        return "i:" + feed + ":" + time;
    }

    static String owed(TopicPartition partition) {
        return "o:" + partition;
    }

    /// See [Group#ranked].
    static String ranked(StoredEntry entry) {
        return Group.ranked(entry.rankAt(), entry.entryId());
    }
}
