package dev.orrery.fetcher.discover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people paste where an address is asked for.
class PastedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            https://ann.example/                       | https://ann.example/
            ann.example                                | https://ann.example/
            ~  www.ann.example/blog ~                  | https://www.ann.example/blog
            ann.example:8080/blog                      | https://ann.example:8080/blog
            HTTP://Ann.Example/A#top                   | http://ann.example/A
            //ann.example/feed                         | https://ann.example/feed
            <https://ann.example/>                     | https://ann.example/
            “https://ann.example/”                     | https://ann.example/
            ~My blog is at https://ann.example/blog ~  | https://ann.example/blog
            my blog (ann.example), do come             | https://ann.example/
            feed://ann.example/rss                     | https://ann.example/rss
            feed:https://ann.example/rss               | https://ann.example/rss
            feed:http://ann.example/rss                | http://ann.example/rss
            itpc://ann.example/pod.xml                 | https://ann.example/pod.xml
            view-source:https://ann.example/           | https://ann.example/
            http://https://ann.example/                | https://ann.example/
            https//ann.example/                        | https://ann.example/
            http:/ann.example/                         | http://ann.example/
            https://ann.example /feed                  | https://ann.example/feed
            https://ann.example/my feed.xml            | https://ann.example/my%20feed.xml
            https://blåbær.example/                    | https://xn--blbr-roah.example/
            @ann@social.example                        | https://social.example/@ann
            acct:ann@social.example                    | https://social.example/@ann
            https://social.example/@ann                | https://social.example/@ann
            localhost:8085/                            | https://localhost:8085/
            """)
    void anAddressIsReadHoweverItIsWritten(String written, String address) {
        assertThat(Pasted.read(written)).isInstanceOfSatisfying(Pasted.Address.class, read -> assertThat(
                        read.url().toString())
                .isEqualTo(address));
    }

    @Test
    void onlyASchemeThatNobodyWroteIsAGuess() {
        assertThat(Pasted.read("ann.example")).extracting("guessed").isEqualTo(true);
        assertThat(Pasted.read("https://ann.example")).extracting("guessed").isEqualTo(false);
        assertThat(Pasted.read("http://ann.example")).extracting("guessed").isEqualTo(false);
    }

    @Test
    void whatComesInvisiblyWithACopyIsLeftOut() {
        assertThat(Pasted.read("\u200bhttps://ann.example/\ufeff"))
                .extracting(Object::toString)
                .asString()
                .contains("https://ann.example/,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                          | There is no address
            ~   ~                       | There is no address
            mailto:ann@ann.example      | is an e-mail address
            ann@ann.example             | is an e-mail address
            @ann                        | is a handle without its server
            ftp://ann.example/          | begins with neither http:// nor https://
            file:///etc/passwd          | begins with neither http:// nor https://
            javascript:alert(1)         | begins with neither http:// nor https://
            ann                         | is not an address of the web
            https://                    | is not an address of the web
            https://ann..example/       | is not an address of the web
            """)
    void whatIsNoAddressIsSaidInASentence(String written, String sentence) {
        assertThat(Pasted.read(written)).isInstanceOfSatisfying(Pasted.Wrong.class, read -> assertThat(read.sentence())
                .contains(sentence)
                .endsWith("."));
    }

    @Test
    void aWholePageOfTextIsShownInPart() {
        assertThat(Pasted.read("x".repeat(10_000)))
                .isInstanceOfSatisfying(
                        Pasted.Wrong.class, read -> assertThat(read.sentence()).hasSizeLessThan(200));
    }
}
