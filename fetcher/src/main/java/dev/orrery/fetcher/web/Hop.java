package dev.orrery.fetcher.web;

/// One redirect on the way to a document.
///
/// @param from   the address that was asked for
/// @param to     where it led, absolute
/// @param status 301, 302, 303, 307 or 308
public record Hop(String from, String to, int status) {
    /// Whether the server says that it is for good (RFC 9110 sections 15.4.2 and 15.4.9).
    public boolean permanent() {
        return status == 301 || status == 308;
    }
}
