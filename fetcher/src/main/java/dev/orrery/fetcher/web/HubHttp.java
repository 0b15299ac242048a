package dev.orrery.fetcher.web;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Sends requests to WebSub hubs through the door that polls take. It blocks; run it on a virtual thread.
public final class HubHttp {
    /// What a hub says beside its status is read so far.
    private static final int ANSWER_BYTES = 1 << 20;

    /// Enough of a hub's own words to tell people why it refuses.
    private static final int WORDS = 200;

    private final OutgoingHttp http;
    private final InstantSource clock;

    public HubHttp(OutgoingHttp http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /// Posts a form. Redirects that keep the method are followed (307 and 308, WebSub section 5.1), but never from
    /// https to http: there is a secret in the form.
    ///
    /// @throws InterruptedException if the client was closed meanwhile
    public HubAnswer post(String hub, Map<String, String> form) throws InterruptedException {
        return switch (http.postForm(hub, form, ANSWER_BYTES)) {
            case Reply.Answered answered -> answer(answered);
            case Reply.None none -> new HubAnswer.Unreachable(none.reason());
        };
    }

    private HubAnswer answer(Reply.Answered answered) {
        if (answered.status() / 100 == 2) {
            return new HubAnswer.Accepted(answered.status());
        }
        var words = words(answered.body());
        var reason = "The hub answers %d%s.".formatted(answered.status(), words.isEmpty() ? "" : ": “" + words + "”");
        var hints = Hints.of(
                name -> answered.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of()),
                _ -> null,
                clock.instant());
        return new HubAnswer.Refused(answered.status(), reason, hints.retryAfter());
    }

    private static String words(byte[] body) {
        var text = new String(body, 0, Math.min(WORDS, body.length), StandardCharsets.UTF_8);
        // What a hub sends as a web page tells people nothing.
        return text.stripLeading().startsWith("<")
                ? ""
                : text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
