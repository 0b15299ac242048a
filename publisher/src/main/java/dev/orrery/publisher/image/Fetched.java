package dev.orrery.publisher.image;

import java.nio.file.Path;

/// How it went to get a picture.
sealed interface Fetched {
    /// @param type as its first bytes say
    /// @param file that it is kept in; may be gone when it is opened
    /// @param size in bytes
    /// @param etag of its content, with quotes
    record Picture(String type, Path file, int size, String etag) implements Fetched {}

    /// There is none to be had now.
    ///
    /// @param reason a sentence
    record Refused(String reason) implements Fetched {}

    /// Too many are being fetched.
    record Busy() implements Fetched {}
}
