package dev.orrery.publisher.hub;

import java.util.Optional;

/// What can be subscribed to.
@FunctionalInterface
interface Newsstand {
    /// A document as it is now. It blocks.
    ///
    /// @param topic the address that it gives as its own
    /// @return empty where no feed of ours has this address
    Optional<Issue> now(String topic);

    /// @param planet its slug
    /// @param hash   of its content, the same from every publisher
    /// @param links  for `Link`
    @SuppressWarnings("ArrayRecordComponent")
    record Issue(String planet, String address, String type, String hash, String links, byte[] body) {}
}
