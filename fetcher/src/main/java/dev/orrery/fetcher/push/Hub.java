package dev.orrery.fetcher.push;

import dev.orrery.fetcher.web.HubAnswer;
import java.util.Map;

/// How hubs are asked.
@FunctionalInterface
public interface Hub {
    /// @throws InterruptedException if the fetcher is stopping
    HubAnswer post(String hub, Map<String, String> form) throws InterruptedException;
}
