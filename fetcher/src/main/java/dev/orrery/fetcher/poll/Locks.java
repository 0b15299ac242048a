package dev.orrery.fetcher.poll;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/// The order in which rows are locked, so that of two transactions neither waits for the other for ever: hosts before
/// feeds, hosts by name, feeds by id. Whoever changes more than one row goes through here first.
final class Locks {
    private Locks() {}

    /// Those of these hosts that there are, by name, locked to the end of the caller's transaction.
    static Map<String, Host> hosts(StatelessSession session, Collection<String> names) {
        return names.isEmpty()
                ? Map.of()
                : session
                        .createNativeQuery(
                                "select * from host where name = any(:names) order by name for update", Host.class)
                        .setParameter("names", names.toArray(String[]::new))
                        .getResultList()
                        .stream()
                        .collect(Collectors.toMap(host -> host.name, host -> host));
    }

    /// As [#hosts], by id.
    static Map<String, Feed> feeds(StatelessSession session, Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : session
                        .createNativeQuery("select * from feed where id = any(:ids) order by id for update", Feed.class)
                        .setParameter("ids", ids.toArray(String[]::new))
                        .getResultList()
                        .stream()
                        .collect(Collectors.toMap(feed -> feed.id, feed -> feed));
    }
}
