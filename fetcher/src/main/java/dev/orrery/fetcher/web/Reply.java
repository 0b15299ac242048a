package dev.orrery.fetcher.web;

import dev.orrery.fetcher.web.Answer.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// What came of a request that is not a feed's poll.
public sealed interface Reply {

    /// The server answered, whatever its status says.
    ///
    /// @param url     where it was answered in the end
    /// @param headers by their names in lower case
    /// @param body    decoded
    @SuppressWarnings("ArrayRecordComponent") // Looked at once, never compared.
    record Answered(String url, int status, Map<String, List<String>> headers, byte[] body, List<Hop> hops)
            implements Reply {
        public Answered {
            headers = Map.copyOf(headers);
            hops = List.copyOf(hops);
        }

        /// The last of a header's values, or null where there is none.
        ///
        /// @param name in lower case
        public @Nullable String header(String name) {
            var values = headers.getOrDefault(name, List.of());
            return values.isEmpty() ? null : values.getLast();
        }
    }

    /// There was no answer, or not one that could be taken whole.
    ///
    /// @param reason a sentence for people
    record None(Step step, String reason, List<Hop> hops) implements Reply {
        public None {
            hops = List.copyOf(hops);
        }
    }

    /// @param most bytes of the body, decoded
    static Reply of(Response response, Conversation conversation, List<Hop> hops, Limits limits, int most)
            throws IOException, InterruptedException {
        return switch (new BodyReader(limits, most).read(response, conversation)) {
            case BodyReader.Body(var bytes) ->
                new Answered(
                        response.request().url().toString(),
                        response.code(),
                        response.headers().toMultimap(),
                        bytes,
                        hops);
            case BodyReader.Unfit(var _, var reason) -> new None(Step.EXCHANGE, reason, hops);
        };
    }
}
