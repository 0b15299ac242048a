package dev.orrery.publisher.hub;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody asks of the hub (WebSub section 5.1).
sealed interface HubRequest {
    Duration SHORTEST = Duration.ofHours(1);
    Duration USUAL = Duration.ofDays(10);
    Duration LONGEST = Duration.ofDays(30);

    int MOST_PARAMETERS = 20;
    int LONGEST_ADDRESS = 2_000;

    /// "This parameter MUST be less than 200 bytes in length."
    int LONGEST_SECRET = 199;

    /// @param lease how long it is told of news; what was asked for, within bounds
    record Subscribe(
            String callback, String topic, @Nullable String secret, Duration lease) implements HubRequest {}

    record Unsubscribe(String callback, String topic) implements HubRequest {}

    /// @param reason a sentence for people
    record Wrong(String reason) implements HubRequest {}

    /// @param form `application/x-www-form-urlencoded`
    static HubRequest read(String form) {
        var parameters = parameters(form);
        var mode = parameters.get("hub.mode");
        var callback = parameters.get("hub.callback");
        var topic = parameters.get("hub.topic");
        var secret = parameters.get("hub.secret");
        if (mode == null || !List.of("subscribe", "unsubscribe").contains(mode)) {
            return new Wrong("hub.mode has to be subscribe or unsubscribe.");
        }
        if (callback == null || !isWeb(callback)) {
            return new Wrong("hub.callback has to be an http or https address without credentials and fragment.");
        }
        if (topic == null || topic.length() > LONGEST_ADDRESS) {
            return new Wrong("hub.topic has to be the address that a feed of ours gives as its own.");
        }
        if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length > LONGEST_SECRET) {
            return new Wrong("hub.secret has to be shorter than 200 bytes.");
        }
        return mode.equals("subscribe")
                ? new Subscribe(
                        callback,
                        topic,
                        secret == null || secret.isEmpty() ? null : secret,
                        lease(parameters.get("hub.lease_seconds")))
                : new Unsubscribe(callback, topic);
    }

    /// The first of each.
    private static Map<String, String> parameters(String form) {
        try {
            var parameters = new HashMap<String, String>();
            new QueryStringDecoder(form, StandardCharsets.UTF_8, false, MOST_PARAMETERS)
                    .parameters()
                    .forEach((name, values) -> parameters.put(name, values.getFirst()));
            return parameters;
        } catch (IllegalArgumentException _) {
            return Map.of();
        }
    }

    private static boolean isWeb(String address) {
        try {
            var uri = new URI(address);
            return address.length() <= LONGEST_ADDRESS
                    && uri.getScheme() != null
                    && List.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static Duration lease(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("[0-9]{1,12}")) {
            return USUAL;
        }
        var asked = Duration.ofSeconds(Long.parseLong(seconds));
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
