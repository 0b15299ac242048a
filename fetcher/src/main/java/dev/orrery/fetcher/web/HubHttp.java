package dev.orrery.fetcher.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/// Sends requests to WebSub hubs, guarded and limited as polls are. It blocks; run it on a virtual thread.
public final class HubHttp {
    /// Enough of a hub's own words to tell people why it refuses.
    private static final int WORDS = 200;

    private final FeedHttpClient web;
    private final InstantSource clock;

    public HubHttp(FeedHttpClient web, InstantSource clock) {
        this.web = web;
        this.clock = clock;
    }

    /// Posts a form. Redirects that keep the method are followed (307 and 308, WebSub section 5.1), but never from
    /// https to http: there is a secret in the form.
    ///
    /// @throws InterruptedException if the client was closed meanwhile
    public HubAnswer post(String hub, Map<String, String> form) throws InterruptedException {
        var url = HttpUrl.parse(hub);
        if (url == null) {
            return new HubAnswer.Unreachable("“%s” is not an address of the web.".formatted(hub));
        }
        try {
            return follow(url, form);
        } catch (IOException e) {
            if (web.isClosed()) {
                throw new InterruptedException("the client was closed");
            }
            return new HubAnswer.Unreachable(Reasons.of(e, url.host(), web.limits()));
        }
    }

    private HubAnswer follow(HttpUrl start, Map<String, String> form) throws IOException {
        long deadline = System.nanoTime() + web.limits().exchange().toNanos();
        var url = start;
        for (int hop = 0; hop <= web.limits().redirects(); hop++) {
            var call = web.http().newCall(request(url, form));
            call.timeout().timeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            try (var response = call.execute()) {
                var location = response.header("Location");
                if ((response.code() != 307 && response.code() != 308) || location == null) {
                    return answer(response);
                }
                var next = url.resolve(location);
                if (next == null || (url.isHttps() && !next.isHttps())) {
                    return new HubAnswer.Refused(
                            response.code(), "The hub redirects to “%s”.".formatted(location), null);
                }
                url = next;
            }
        }
        return new HubAnswer.Unreachable(
                "The hub redirects more than %d times.".formatted(web.limits().redirects()));
    }

    private HubAnswer answer(Response response) throws IOException {
        if (response.isSuccessful()) {
            return new HubAnswer.Accepted(response.code());
        }
        var words = words(response);
        var reason = "The hub answers %d%s.".formatted(response.code(), words.isEmpty() ? "" : ": “" + words + "”");
        Duration retryAfter =
                Hints.of(response::headers, _ -> null, clock.instant()).retryAfter();
        return new HubAnswer.Refused(response.code(), reason, retryAfter);
    }

    private static String words(Response response) throws IOException {
        try (InputStream body = response.body().byteStream()) {
            var text = new String(body.readNBytes(WORDS), StandardCharsets.UTF_8);
            // What a hub sends as a web page tells people nothing.
            return text.stripLeading().startsWith("<")
                    ? ""
                    : text.replaceAll("\\p{Cntrl}+", " ").strip();
        }
    }

    private Request request(HttpUrl url, Map<String, String> form) {
        var body = new FormBody.Builder();
        form.forEach(body::add);
        return new Request.Builder()
                .url(url)
                .header("User-Agent", "Orrery/0.1 (+%s)".formatted(web.contact()))
                .post(body.build())
                .build();
    }
}
