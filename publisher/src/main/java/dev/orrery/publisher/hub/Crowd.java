package dev.orrery.publisher.hub;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Lets only so many at a time to each host.
final class Crowd {
    private final int most;
    private final Map<String, Integer> inside = new HashMap<>();

    Crowd(int most) {
        this.most = most;
    }

    /// The host of an address, in lower case.
    static String host(String address) {
        var host = URI.create(address).getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }

    /// @return whether there was room; who was let in has to [#leave]
    synchronized boolean enter(String host) {
        int others = inside.getOrDefault(host, 0);
        if (others >= most) {
            return false;
        }
        inside.put(host, others + 1);
        return true;
    }

    synchronized void leave(String host) {
        int others = inside.getOrDefault(host, 0) - 1;
        if (others > 0) {
            inside.put(host, others);
        } else {
            inside.remove(host);
        }
    }
}
