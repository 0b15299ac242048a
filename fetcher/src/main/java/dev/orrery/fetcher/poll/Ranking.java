package dev.orrery.fetcher.poll;

import java.time.Instant;

/// Where an entry that nobody saw before stands in time, and why there.
public record Ranking(Instant at, Dating dating) {

    /// What an entry's place in time follows from.
    public enum Dating {
        PUBLISHED("dated by its author"),
        UPDATED("dated by its last change, as it names no other date"),
        UNDATED("it bears no date, so it stands where it was first seen"),
        FUTURE("its date lies in the future, so it stands where it was first seen"),
        STAMPED("all entries bear the date at which the feed was made, so it stands where it was first seen"),
        IMPLAUSIBLE("its date is older than the Web, so it stands where it was first seen");

        private final String sentence;

        Dating(String sentence) {
            this.sentence = sentence;
        }

        /// For people.
        public String sentence() {
            return sentence;
        }
    }
}
