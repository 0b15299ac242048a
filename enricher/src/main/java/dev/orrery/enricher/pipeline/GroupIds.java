package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.Revs;
import dev.orrery.enricher.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/// Ids of groups and their members, see [Group.Kind].
final class GroupIds {
    private static final int SECONDS_A_DAY = 86_400;
    private static final char PART = '.';

    private GroupIds() {}

    static String carriers(String feed) {
        return "p:" + feed;
    }

    static String first(String feed) {
        return "f:" + feed;
    }

    static String day(StoredEntry entry) {
        return day(entry.feedId(), dayOf(entry.rankAt()));
    }

    /// All days that a time from `begin` until before `end` has a part in.
    static List<String> days(String feed, Instant begin, Instant end) {
        var days = new ArrayList<String>();
        for (long day = dayOf(begin); day <= dayOf(end.minusNanos(1)); day++) {
            days.add(day(feed, day));
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

    /// An entry as a member of a group that has an order: by rank, then id.
    static String ranked(StoredEntry entry) {
        return Revs.sortable(entry.rankAt()) + PART + entry.entryId();
    }

    static String entryOf(String ranked) {
        return ranked.substring(ranked.indexOf(PART) + 1);
    }

    private static String day(String feed, long day) {
        return "d:" + feed + ":" + day;
    }

    private static long dayOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
    }
}
