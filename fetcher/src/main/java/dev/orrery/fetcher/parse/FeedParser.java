package dev.orrery.fetcher.parse;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.util.Locale;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jspecify.annotations.Nullable;

/// Bytes to a [ParsedFeed], or to a reason why not.
///
/// Rome reads what the formats have in common; what it leaves out (`xml:base` of a text, thumbnails) the adapters take
/// from the tree that Rome read, which they get beside its result.
public final class FeedParser {
    private final int mostEntries;

    /// @param mostEntries further entries of a document are counted and left
    public FeedParser(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /// What came of a document.
    public sealed interface Result {}

    public record Parsed(ParsedFeed feed) implements Result {}

    /// @param reason a sentence for people
    public record NotAFeed(String reason) implements Result {}

    /// @param contentType as the server said
    /// @param url         where the document was found
    public Result parse(byte[] document, @Nullable String contentType, String url) {
        if (isBlank(document)) {
            return new NotAFeed("The document is empty.");
        }
        try {
            var tree = Xml.read(document, contentType);
            var root = tree.getRootElement().getName().toLowerCase(Locale.ROOT);
            if (root.equals("html")) {
                return webPage();
            }
            return new Parsed(adapt(new WireFeedInput(false, Locale.ROOT).build(tree), tree, url));
        } catch (JDOMException e) {
            return looksLikeWebPage(document)
                    ? webPage()
                    : new NotAFeed("The document is not well-formed XML: %s.".formatted(firstLine(e)));
        } catch (FeedException | IllegalArgumentException e) {
            return new NotAFeed("The document is XML, but no feed that we know: %s.".formatted(firstLine(e)));
        } catch (RuntimeException e) {
            // Rome trips over what it does not expect; whatever a stranger's document holds is never a bug of the poll.
            return new NotAFeed("The feed's document confuses our reader: %s.".formatted(firstLine(e)));
        }
    }

    private ParsedFeed adapt(WireFeed wire, Document tree, String url) throws FeedException {
        return switch (wire) {
            case Feed atom -> new AtomAdapter(tree, url, mostEntries).adapt(atom);
            case Channel rss -> new RssAdapter(tree, url, mostEntries).adapt(rss);
            default -> throw new FeedException("the format is " + wire.getFeedType());
        };
    }

    private static Result webPage() {
        return new NotAFeed("The address answers with a web page, not with a feed.");
    }

    private static boolean looksLikeWebPage(byte[] document) {
        var head = Xml.head(document).stripLeading().toLowerCase(Locale.ROOT);
        return head.startsWith("<!doctype html") || head.startsWith("<html");
    }

    private static boolean isBlank(byte[] document) {
        for (byte b : document) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static String firstLine(Exception e) {
        var message =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
