package dev.orrery.publisher.serve;

/// How the bytes of an answer are compressed (RFC 9110 section 8.4.1).
enum Coding {
    IDENTITY("identity"),
    GZIP("gzip"),
    /// RFC 7932.
    BROTLI("br");

    private final String token;

    Coding(String token) {
        this.token = token;
    }

    /// As headers write it.
    String token() {
        return token;
    }
}
