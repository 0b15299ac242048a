package dev.orrery.publisher.serve;

/// What there is at an address.
public sealed interface Made {
    record There(Rendering rendering) implements Made {}

    /// @param to below the planet's address
    record Moved(String to) implements Made {}

    /// It was there and was taken back (RFC 9110 section 15.5.11).
    record Gone() implements Made {}

    record Missing() implements Made {}

    /// A page that is not kept: an answer to what one reader asked, or one that says what is wrong.
    ///
    /// @param status of HTTP
    @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
    record Said(int status, byte[] page) implements Made {}
}
