package dev.orrery.fetcher.parse;

import dev.orrery.fetcher.parse.xml.Decoded;
import dev.orrery.fetcher.parse.xml.FeedXml;
import dev.orrery.fetcher.parse.xml.UnreadableDocument;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Bytes to a [ParsedFeed], or to a reason why not: one switch over the formats, one adapter each, one normal form.
///
/// It never throws, looks at nothing but the bytes, and takes time and memory that grow with their number alone.
public final class FeedParser {
    private static final int HEAD = 1_024;

    private final int mostEntries;

    /// @param mostEntries further entries of a document are counted and left
    public FeedParser(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /// What came of a document.
    public sealed interface Result {}

    public record Parsed(ParsedFeed feed) implements Result {}

    /// @param reason a sentence for people
    public record NotAFeed(Kind kind, String reason) implements Result {
        /// What it is instead.
        public enum Kind {
            EMPTY,
            WEB_PAGE,
            /// XML or JSON of another kind.
            OTHER_DOCUMENT,
            /// Neither XML nor JSON, not even nearly.
            NO_DOCUMENT,
            TOO_DEEP,
            TOO_LARGE,
            /// Our reader tripped over it, which is our fault.
            CONFUSING
        }
    }

    /// @param contentType as the server said
    /// @param url         where the document was found; null if nobody knows, then nothing is resolved against it
    public Result parse(byte[] document, @Nullable String contentType, @Nullable String url) {
        try {
            return read(document, contentType, url);
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever a stranger's document holds must not end a poll; that nothing gets here is what fuzzing is for.
            return new NotAFeed(NotAFeed.Kind.CONFUSING, "The feed's document confuses our reader: %s.".formatted(e));
        }
    }

    /// As [#parse], but what is our own fault is thrown.
    Result read(byte[] document, @Nullable String contentType, @Nullable String url) {
        if (isBlank(document)) {
            return new NotAFeed(NotAFeed.Kind.EMPTY, "The document is empty.");
        }
        var decoded = Decoded.of(document, contentType);
        var head = decoded.head(HEAD).stripLeading();
        if (head.startsWith("{")) {
            return JsonFeedAdapter.read(decoded.characters(), decoded.charset().name(), mostEntries, url);
        }
        if (looksLikeWebPage(head)) {
            return webPage();
        }
        return xml(decoded, url);
    }

    private Result xml(Decoded decoded, @Nullable String url) {
        try {
            var tree = FeedXml.read(decoded, mostEntries);
            return wholeEnough(tree, adapt(new Document(tree, decoded.charset().name(), url)));
        } catch (UnreadableDocument e) {
            return switch (e.kind()) {
                case NOT_XML ->
                    new NotAFeed(
                            NotAFeed.Kind.NO_DOCUMENT,
                            "The document is not well-formed XML, and no feed is in it: %s.".formatted(e.getMessage()));
                case TOO_DEEP ->
                    new NotAFeed(NotAFeed.Kind.TOO_DEEP, "The document cannot be read: %s.".formatted(e.getMessage()));
                case TOO_LARGE ->
                    new NotAFeed(NotAFeed.Kind.TOO_LARGE, "The document cannot be read: %s.".formatted(e.getMessage()));
            };
        }
    }

    /// A document that breaks off is worth the entries that it has, if there are any.
    private static Result wholeEnough(FeedXml tree, Result result) {
        return tree.root().isCutOff()
                        && result instanceof Parsed(var feed)
                        && feed.entries().isEmpty()
                ? new NotAFeed(
                        NotAFeed.Kind.NO_DOCUMENT,
                        "The document is not well-formed XML: it breaks off before its first entry.")
                : result;
    }

    private static Result adapt(Document document) {
        var root = document.root();
        return switch (root.name()) {
            case "rss", "rdf:rdf", "rdf" -> new Parsed(new RssAdapter(document).adapt());
            case "channel" ->
                new Parsed(CdfAdapter.isIt(root) ? new CdfAdapter(document).adapt() : new RssAdapter(document).adapt());
            case "atom:feed", "atom:entry" -> new Parsed(new AtomAdapter(document).adapt());
            case "html", "html:html" -> webPage();
            default ->
                new NotAFeed(
                        NotAFeed.Kind.OTHER_DOCUMENT,
                        "The document is XML, but no feed that we know: it begins with <%s>."
                                .formatted(Fields.text(root.name())));
        };
    }

    private static Result webPage() {
        return new NotAFeed(NotAFeed.Kind.WEB_PAGE, "The address answers with a web page, not with a feed.");
    }

    private static boolean looksLikeWebPage(String head) {
        var start = head.substring(0, Math.min(head.length(), 16)).toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    private static boolean isBlank(byte[] document) {
        for (byte b : document) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
