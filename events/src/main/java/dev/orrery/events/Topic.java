package dev.orrery.events;

/// A topic of the contract.
///
/// @param value           the class of its values
/// @param partitions      fixed for good: the partition of a key follows from it
/// @param maxMessageBytes the largest record the broker takes
public record Topic<T>(String name, Class<T> value, int partitions, Policy policy, int maxMessageBytes) {
    /// What Kafka does with old records.
    public enum Policy {
        /// The newest record of each key stays for ever.
        COMPACT,
        /// Records go after [Topics#DEAD_LETTER_RETENTION].
        TIME
    }

    @Override
    public String toString() {
        return name;
    }
}
