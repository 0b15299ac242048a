package dev.orrery.publisher.hub;

import dev.orrery.events.Hmac;
import dev.orrery.events.HubSubscription;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.publisher.outgoing.Outgoing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests to subscribers, who chose the address themselves, and to another's hub: guarded ([Outgoing]), and of an
/// answer only as much is read as a challenge is long. It blocks.
final class Callbacks implements AutoCloseable {
    static final String SIGNATURE = "X-Hub-Signature";
    private static final int GONE = 410;
    private static final Duration EXCHANGE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private final Outgoing outgoing;

    Callbacks(AddressGuard guard) {
        outgoing = new Outgoing(EXCHANGE, guard);
    }

    /// How a delivery ended.
    enum Outcome {
        TAKEN,
        /// The subscriber wants no more (WebSub section 7).
        GONE,
        FAILED
    }

    /// Whether the callback means what was asked for in its name (section 5.3): it echoes the challenge.
    ///
    /// @param parameters `hub.mode`, `hub.topic`, …
    boolean confirms(String callback, Map<String, String> parameters, String challenge) {
        var address = HttpUrl.parse(callback);
        if (address == null) {
            return false;
        }
        // What is in its query already stays.
        var asked = address.newBuilder().addQueryParameter("hub.challenge", challenge);
        parameters.forEach(asked::addQueryParameter);
        try (var answer = send(new Request.Builder().url(asked.build()))) {
            var expected = challenge.getBytes(StandardCharsets.UTF_8);
            return answer.isSuccessful() && Arrays.equals(beginning(answer, expected.length), expected);
        } catch (IOException e) {
            LOG.debug("A callback could not be asked: {}", e.getMessage());
            return false;
        }
    }

    /// @param links for `Link`: the hub and the feed
    Outcome deliver(HubSubscription to, String type, byte[] body, String links) {
        var address = HttpUrl.parse(to.callback());
        if (address == null) {
            return Outcome.GONE;
        }
        var request = new Request.Builder()
                .url(address)
                .header("Link", links)
                .post(RequestBody.create(body, MediaType.parse(type)));
        var secret = to.secret();
        if (secret != null) {
            request.header(SIGNATURE, "sha256=" + HexFormat.of().formatHex(Hmac.of(Hmac.SHA_256, secret, body)));
        }
        try (var answer = send(request)) {
            return answer.isSuccessful() ? Outcome.TAKEN : answer.code() == GONE ? Outcome.GONE : Outcome.FAILED;
        } catch (IOException e) {
            LOG.debug("A delivery failed: {}", e.getMessage());
            return Outcome.FAILED;
        }
    }

    /// Tells another's hub that a feed has changed, in the words that hubs have agreed on outside of the specification.
    boolean publish(String hub, String topic) {
        var form = new FormBody.Builder()
                .add("hub.mode", "publish")
                .add("hub.topic", topic)
                .add("hub.url", topic);
        try (var answer = send(new Request.Builder().url(hub).post(form.build()))) {
            return answer.isSuccessful();
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("The hub could not be told: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        outgoing.close();
    }

    private Response send(Request.Builder request) throws IOException {
        return outgoing.send(
                request.header("User-Agent", "Orrery/0.1 (WebSub hub)").build());
    }

    private static byte @Nullable [] beginning(Response answer, int most) throws IOException {
        var source = Objects.requireNonNull(answer.body()).source();
        return source.request(most + 1L) ? null : source.readByteArray();
    }
}
