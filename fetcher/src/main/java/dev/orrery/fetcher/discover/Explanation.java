package dev.orrery.fetcher.discover;

import dev.orrery.fetcher.discover.Attempt.Step;
import dev.orrery.fetcher.web.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why nothing was found, in a sentence.
final class Explanation {
    private static final int HEAD = 100;

    private Explanation() {}

    /// @param trail of a search that found nothing
    static String of(List<Attempt> trail) {
        var named = first(trail, How.LINK_ELEMENT, How.LINK_HEADER);
        if (named != null) {
            return "The page names a feed at %s, but: %s".formatted(named.url(), named.sentence());
        }
        var address = telling(trail);
        if (address == null) {
            return trail.isEmpty()
                    ? "Nothing could be asked for."
                    : trail.getFirst().sentence();
        }
        if (address.step() == Step.PAGE) {
            int others = trail.size() - 1;
            return "%s is a web page that names no feed%s."
                    .formatted(
                            address.url(),
                            others == 0
                                    ? ""
                                    : ", and there is none at %d other addresses that were tried".formatted(others));
        }
        return address.sentence();
    }

    /// The first characters of a document, on one line, with nothing in them that a terminal would obey.
    static String head(Answer.Document document) {
        var text = PageFeeds.head(document.body(), 4 * HEAD)
                .replaceAll("[\\p{Cc}\\p{Cf}\uFFFD]+", " ")
                .strip()
                .replaceAll("\\s+", " ");
        return text.length() <= HEAD ? text : text.substring(0, HEAD) + "…";
    }

    private static @Nullable Attempt first(List<Attempt> trail, How... ways) {
        return trail.stream()
                .filter(attempt -> List.of(ways).contains(attempt.how()))
                .findFirst()
                .orElse(null);
    }

    /// Of what whoever asked may have meant, what came furthest: the name as it was written where there is none at all.
    private static @Nullable Attempt telling(List<Attempt> trail) {
        return trail.stream()
                .filter(attempt -> attempt.how() == How.ADDRESS)
                .reduce((before, after) -> after.step() == Step.DNS ? before : after)
                .orElse(null);
    }
}
