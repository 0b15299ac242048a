package dev.orrery.fetcher.discover;

import dev.orrery.fetcher.web.Answer;

/// The address to subscribe to, of one that redirects: on through what the server calls permanent, and no further, as
/// where a temporary redirect leads may be another place tomorrow.
///
/// @param answer as if `url` had been asked
record Settled(String url, Answer.Document answer) {
    static Settled of(String asked, Answer.Document document) {
        var hops = document.hops();
        int settled = 0;
        while (settled < hops.size() && hops.get(settled).permanent()) {
            settled++;
        }
        if (settled == 0) {
            return new Settled(asked, document);
        }
        var url = hops.get(settled - 1).to().replaceFirst("#.*$", "");
        return new Settled(
                url,
                new Answer.Document(
                        document.url(),
                        document.status(),
                        document.contentType(),
                        document.body(),
                        document.validators(),
                        document.hints(),
                        hops.subList(settled, hops.size())));
    }
}
