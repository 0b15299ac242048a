package dev.orrery.bench.parse;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.orrery.fetcher.parse.FeedParser;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import org.xml.sax.InputSource;

/// What reads documents.
public enum Reader {
    /// As the fetcher does: into its normal form, markup and dates looked at.
    ORRERY {
        @SuppressWarnings("ImmutableEnumChecker") // It keeps nothing.
        private final FeedParser parser = new FeedParser(2_000);

        @Override
        int entries(byte[] document, String contentType) {
            return switch (parser.parse(document, contentType, "https://blog.example/feed")) {
                case FeedParser.Parsed parsed -> parsed.feed().entries().size();
                case FeedParser.NotAFeed _ -> -1;
            };
        }
    },
    /// As Rome's readme does, but from bytes and not from a Reader, which is its faster way.
    ROME {
        @Override
        int entries(byte[] document, String contentType) {
            try {
                return new SyndFeedInput(false, Locale.ROOT)
                        .build(new InputSource(new ByteArrayInputStream(document)))
                        .getEntries()
                        .size();
            } catch (FeedException | IllegalArgumentException e) {
                return -1;
            }
        }
    };

    /// How many entries it finds; below zero where it cannot read the document.
    abstract int entries(byte[] document, String contentType);
}
