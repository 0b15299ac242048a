package dev.orrery.bench.farm;

import java.time.Duration;

/// What kind of web it is.
///
/// @param feeds     how many
/// @param hosts     how many servers they are spread over; each is an address of its own on this machine
/// @param entries   in each document
/// @param entryBytes of HTML an entry holds in the mean
/// @param keepAlive whether servers keep connections open after an answer
/// @param sessions  whether servers let clients resume TLS sessions
/// @param latency   how long a server thinks before it answers
public record FarmOptions(
        int feeds, int hosts, int entries, int entryBytes, boolean keepAlive, boolean sessions, Duration latency) {

    /// Hosts are numbered by the last two bytes of 127.1.0.0 and those after it.
    private static final int MOST_HOSTS = 100 * Hosts.A_BLOCK;

    public FarmOptions {
        require(
                feeds > 0 && entries > 0 && entryBytes >= 100,
                "There have to be feeds, entries, and something in them");
        require(
                hosts > 0 && hosts <= feeds && hosts <= MOST_HOSTS,
                "There have to be at least one host and at most one a feed");
    }

    /// The usual ones: a host for each feed, twenty entries of 6 KB.
    public static FarmOptions of(int feeds) {
        return new FarmOptions(feeds, feeds, 20, 6_000, true, false, Duration.ZERO);
    }

    public FarmOptions withHosts(int number) {
        return new FarmOptions(feeds, number, entries, entryBytes, keepAlive, sessions, latency);
    }

    public FarmOptions withKeepAlive(boolean kept) {
        return new FarmOptions(feeds, hosts, entries, entryBytes, kept, sessions, latency);
    }

    public FarmOptions withSessions(boolean kept) {
        return new FarmOptions(feeds, hosts, entries, entryBytes, keepAlive, kept, latency);
    }

    public FarmOptions withLatency(Duration time) {
        return new FarmOptions(feeds, hosts, entries, entryBytes, keepAlive, sessions, time);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
