package dev.orrery.fetcher;

import java.util.List;

/// How far the fetcher is: what `GET /status` answers.
///
/// @param feeds    that a planet carries
/// @param polled   of those, the ones polled at least once, whatever came of it
/// @param pushed   of those, the ones whose hub is trusted to tell of news
/// @param refused  deliveries in the name of hubs that had no right signature
/// @param entries  seen in all feeds ever
/// @param problems what is wrong with planet files, a sentence each
public record Status(
        long planets, long feeds, long polled, long pushed, long refused, long entries, List<String> problems) {
    static final Status NONE = new Status(0, 0, 0, 0, 0, 0, List.of());

    public Status {
        problems = List.copyOf(problems);
    }
}
