package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.poll.Memory.Question;
import dev.orrery.fetcher.poll.Memory.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/// Asks the database what is remembered of the entries of many feeds at once.
///
/// Each condition has an index and a statement part of its own: databases find rows by one index or another,
/// but seldom by either.
final class Recall {
    private static final String BY_ID = "select * from seen_entry where entry_id = any(:ids)"
            + " union all select * from seen_entry where renamed_id = any(:ids)";

    private static final String BY_TRACE = "select * from seen_entry where link_alias = any(:links)"
            + " union all select * from seen_entry where text_alias = any(:texts)"
            + " union all select * from seen_entry where entry_id = any(:ids)"
            + " union all select * from seen_entry where feed_id = any(:unfinished) and pending_hash is not null";

    private Recall() {}

    static List<Memory> all(StatelessSession session, List<Question> questions) {
        var seen = new HashMap<String, SeenEntry>();
        session.createNativeQuery(BY_ID, SeenEntry.class)
                .setParameter("ids", strings(questions, Question::ids))
                .getResultList()
                .forEach(row -> remember(row, seen));
        var windows = windows(session, questions);
        return questions.stream()
                .map(question -> memory(question, seen, windows))
                .toList();
    }

    /// An entry's own id comes before one that a further entry was renamed to.
    private static void remember(SeenEntry row, Map<String, SeenEntry> seen) {
        seen.put(row.entryId, row);
        if (row.renamedId != null) {
            seen.putIfAbsent(row.renamedId, row);
        }
    }

    private static Map<String, FeedWindow> windows(StatelessSession session, List<Question> questions) {
        var windows = new HashMap<String, FeedWindow>();
        session.createNativeQuery("select * from feed_window where feed_id = any(:feeds)", FeedWindow.class)
                .setParameter(
                        "feeds",
                        questions.stream().map(Question::feedId).distinct().toArray(String[]::new))
                .getResultList()
                .forEach(row -> windows.put(row.feedId, row));
        return windows;
    }

    private static Memory memory(Question question, Map<String, SeenEntry> seen, Map<String, FeedWindow> windows) {
        var its = new HashMap<String, SeenEntry>();
        for (var id : question.ids()) {
            var row = seen.get(id);
            if (row != null) {
                its.put(id, row);
            }
        }
        return new Memory(its, Window.of(windows.get(question.feedId())), List.of());
    }

    static List<List<SeenEntry>> traces(StatelessSession session, List<Trace> traces) {
        var found = new HashMap<String, Map<String, SeenEntry>>();
        session.createNativeQuery(BY_TRACE, SeenEntry.class)
                .setParameter("links", longs(traces, Trace::links))
                .setParameter("texts", longs(traces, Trace::texts))
                .setParameter("ids", strings(traces, Trace::ids))
                .setParameter(
                        "unfinished",
                        traces.stream()
                                .map(Trace::unfinished)
                                .filter(Objects::nonNull)
                                .toArray(String[]::new))
                .getResultList()
                .forEach(row ->
                        found.computeIfAbsent(row.feedId, _ -> new HashMap<>()).putIfAbsent(row.entryId, row));
        return traces.stream()
                .<List<SeenEntry>>map(trace -> new ArrayList<>(
                        found.getOrDefault(trace.feedId(), Map.of()).values()))
                .toList();
    }

    private static <T> String[] strings(List<T> tasks, Function<T, Collection<String>> of) {
        return tasks.stream()
                .flatMap(task -> of.apply(task).stream())
                .distinct()
                .toArray(String[]::new);
    }

    private static <T> Long[] longs(List<T> tasks, Function<T, Collection<Long>> of) {
        return tasks.stream()
                .flatMap(task -> of.apply(task).stream())
                .distinct()
                .toArray(Long[]::new);
    }
}
