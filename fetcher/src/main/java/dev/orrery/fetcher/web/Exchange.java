package dev.orrery.fetcher.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One request and its answer as they went over the wire, or as much of them as there was; every redirect is one of its
/// own.
///
/// @param asked    the request's headers as they were sent; empty where it came to no connection
/// @param protocol `http/1.1` or `h2`
/// @param peer     the address that was connected, with its port
/// @param status   absent where no answer came
/// @param answered the answer's headers
/// @param bytes    of the body, as they were sent
public record Exchange(
        String url,
        List<Field> asked,
        @Nullable String protocol,
        @Nullable String peer,
        @Nullable Integer status,
        List<Field> answered,
        @Nullable Tls tls,
        long bytes,
        Timing timing) {
    public Exchange {
        asked = List.copyOf(asked);
        answered = List.copyOf(answered);
    }

    /// A header.
    public record Field(String name, String value) {}

    /// @param version  for example `TLSv1.3`
    /// @param subject  whom the server's certificate names
    /// @param issuer   who vouches for it
    /// @param validTo  when the certificate ends
    public record Tls(
            String version,
            @Nullable String subject,
            @Nullable String issuer,
            @Nullable Instant validTo) {}

    /// How long each step took; a step that was not needed, as on a kept connection, or not reached, is absent.
    ///
    /// @param connect   until TCP stood
    /// @param firstByte from the request on
    /// @param whole     from the beginning to the end of the body
    public record Timing(
            @Nullable Duration lookUp,
            @Nullable Duration connect,
            @Nullable Duration secure,
            @Nullable Duration firstByte,
            Duration whole) {}

    /// All values of a header of the answer.
    public List<String> answered(String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return answered.stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(wanted))
                .map(Field::value)
                .toList();
    }
}
