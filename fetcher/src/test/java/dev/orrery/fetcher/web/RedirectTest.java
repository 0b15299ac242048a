package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Redirects lead to the document, and never to where we would not have gone by ourselves.
class RedirectTest extends WebStory {
    @Test
    void redirectsAreFollowedToTheDocument() throws InterruptedException {
        serve("/old", exchange -> redirect(exchange, 301, "/older"));
        serve("/older", exchange -> redirect(exchange, 307, url("/feed")));
        serve("/feed", exchange -> answer(exchange, 200, "<rss/>".getBytes(UTF_8)));

        var answer = (Answer.Document) fetch("/old", new Validators("\"a\"", null));

        assertThat(answer.url()).isEqualTo(url("/feed"));
        assertThat(asked.get().getFirst("If-None-Match")).isEqualTo("\"a\"");
    }

    @Test
    void anEndlessRedirectEnds() throws InterruptedException {
        serve("/feed", exchange -> redirect(exchange, 302, "/feed"));

        assertThat(reason(fetch("/feed", Validators.NONE))).isEqualTo("The server redirects more than 5 times.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "http://127.1:1/",
                "http://2130706433:1/",
                "http://[::1]:1/",
                "http://[::ffff:127.0.0.1]:1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:1/",
                "http://10.0.0.1/",
                "https://192.168.0.1/",
                "http://0.0.0.0:1/",
            })
    void aRedirectInwardsIsRefused(String inside) throws InterruptedException {
        serve("/feed", exchange -> redirect(exchange, 302, inside));

        assertThat(reason(fetch("/feed", Validators.NONE))).contains("such addresses are not fetched");
        assertThat(reason(web.fetch(new FeedRequest(inside, Validators.NONE, 1))))
                .contains("such addresses are not fetched");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://blog.example/feed", "file:///etc/passwd", "gopher://blog.example/", "jar:http://a!/"})
    void aRedirectToAnotherSchemeIsRefused(String elsewhere) throws InterruptedException {
        serve("/feed", exchange -> redirect(exchange, 302, elsewhere));

        assertThat(reason(fetch("/feed", Validators.NONE))).contains("which we do not fetch");
        assertThat(reason(web.fetch(new FeedRequest(elsewhere, Validators.NONE, 1))))
                .contains("is not an address of the web");
    }

    @Test
    void aUserNameInTheAddressIsRefused() throws InterruptedException {
        serve("/feed", exchange -> redirect(exchange, 302, "http://me:pw@" + host() + "/feed"));

        assertThat(reason(fetch("/feed", Validators.NONE))).contains("holds a user name");
    }
}
