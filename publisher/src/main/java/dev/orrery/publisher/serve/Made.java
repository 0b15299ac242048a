package dev.orrery.publisher.serve;

/// What there is at an address.
public sealed interface Made {
    record There(Rendering rendering) implements Made {}

    /// @param to below the planet's address
    record Moved(String to) implements Made {}

    /// It was there and was taken back (RFC 9110 section 15.5.11).
    record Gone() implements Made {}

    record Missing() implements Made {}
}
