package dev.orrery.enricher.replay;

/// Is told how far a replay is.
public interface Progress {
    /// What is done next.
    enum Step {
        /// The live generation is copied.
        COPYING,
        /// Records are read into the new generation.
        READING,
        COMPARING,
        /// The new generation has all that the live one has, and is about to be made the live one.
        SWITCHING,
        /// What differs is produced.
        TELLING,
        /// What was live before is dropped.
        DROPPING,
        DONE
    }

    void at(Step step);

    /// @param records how many are still to be read
    void left(long records);
}
