package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.parse.ParsedFeed;
import java.time.Instant;

/// What it means that a document lacks an entry.
///
/// @param isWhole  the document is all that its feed has: neither cut nor broken off nor but the news
/// @param counts   entries that it lacks may have been taken back
/// @param isAgreed so much has been missing for so long that it is meant
record Absence(boolean isWhole, boolean counts, boolean isAgreed) {
    /// Of a document that is only a part.
    static final Absence NOTHING = new Absence(false, false, false);

    static Absence of(Claim claim, ParsedFeed document, Instant now) {
        var feed = claim.feed();
        if (claim.delivered() || !document.isWhole()) {
            return NOTHING;
        }
        // What a feed that has ended still shows says nothing of its posts.
        boolean agreed = feed.doubtedSince != null && Move.isAgreed(feed.doubtedSince, feed.doubtedPolls + 1, now);
        return new Absence(true, !document.hasEnded(), agreed);
    }

    Absence withoutRule() {
        return new Absence(isWhole, false, isAgreed);
    }
}
