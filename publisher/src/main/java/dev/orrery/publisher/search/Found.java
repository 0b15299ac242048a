package dev.orrery.publisher.search;

import java.util.List;

/// What a search found.
///
/// @param total    how many posts there are in all
/// @param isMore   whether there are more than `total`: nobody counts for ever
/// @param wasLate  whether time was up before everything was looked at
/// @param hits     of the page that was asked for
public record Found(int total, boolean isMore, boolean wasLate, List<Hit> hits) {
    static final Found NOTHING = new Found(0, false, false, List.of());

    /// @param title   with the words in it marked; empty if they are not there
    /// @param snippet where in the text they are; else the beginning of the text
    public record Hit(String entryId, List<Part> title, List<Part> snippet) {}

    /// A piece of plain text.
    ///
    /// @param isMarked whether it is what was looked for
    public record Part(String text, boolean isMarked) {}
}
