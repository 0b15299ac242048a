package dev.orrery.fetcher.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a document says beyond what polling needs; for those who look at a feed closely.
///
/// @param charset what its bytes were read as
/// @param mended  what is wrong with it as XML, null if nothing is
/// @param entries one for each entry of [ParsedFeed], in the same order
public record FeedDetails(
        Channel channel, String charset, @Nullable String mended, List<EntryDetails> entries) {
    public FeedDetails {
        entries = List.copyOf(entries);
    }
}
