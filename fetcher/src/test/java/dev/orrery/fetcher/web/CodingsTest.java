package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodingsTest extends WebStory {
    private static final String FEED = "<rss version=\"2.0\"><channel><title>Clocks</title>"
            + "<item><title>tick</title></item>".repeat(100) + "</channel></rss>";

    private static final String FEED_IN_BROTLI =
            "G8AMgETdlvrpn5jHWhHDEct3nRywfrt9e0BRcssi4NzGhuh1a/yosO2rz9m5Qpy3" + "enwsaxNe1twfZeo8CXwOAoC8sJ4A07YA";

    @Test
    void brotliIsUnpacked() throws InterruptedException {
        assertThat(text(served("br", Base64.getDecoder().decode(FEED_IN_BROTLI))))
                .isEqualTo(FEED);
    }

    @Test
    void deflateIsUnpackedInBothItsForms() throws IOException, InterruptedException {
        assertThat(text(served("deflate", deflate(false)))).isEqualTo(FEED);
        assertThat(text(served("deflate", deflate(true)))).isEqualTo(FEED);
    }

    @Test
    void whatIsPackedTwiceIsUnpackedTwice() throws IOException, InterruptedException {
        assertThat(text(served("gzip, GZIP", gzip(gzip(FEED.getBytes(UTF_8)))))).isEqualTo(FEED);
        assertThat(text(served("deflate, gzip", gzip(deflate(false))))).isEqualTo(FEED);
    }

    @Test
    void whatIsPackedOverAndOverIsNot() throws IOException, InterruptedException {
        assertThat(reason(served("gzip, gzip, gzip, gzip", gzip(new byte[1]))))
                .isEqualTo("The document is encoded 4 times over.");
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, The document is not the gzip that it claims to be.",
        "br, The document is not the brotli that it claims to be.",
        "deflate, The document is not the deflate that it claims to be.",
        "'gzip, br', The document is not the brotli that it claims to be.",
    })
    void whatIsNotPackedAsItSaysIsSaidSo(String coding, String sentence) throws InterruptedException {
        assertThat(reason(served(coding, "<rss/> in plain letters".getBytes(UTF_8))))
                .isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate"})
    void anEmptyBodyIsAnEmptyDocument(String coding) throws InterruptedException {
        assertThat(served(coding, new byte[0]))
                .satisfiesAnyOf(answer -> assertThat(text(answer)).isEmpty(), answer -> assertThat(reason(answer))
                        .endsWith("broke off."));
    }

    /// RFC 7932 section 9.1, all of its table.
    @ParameterizedTest
    @CsvSource({
        "33, 10", "49, 11", "65, 12", "81, 13", "97, 14", "113, 15", "0, 16", "1, 17", "3, 18", "5, 19", "7, 20",
        "9, 21", "11, 22", "13, 23", "15, 24",
    })
    void theWindowThatBrotliWantsIsKnownFromItsFirstByte(int first, int bits) {
        assertThat(Codings.windowBits(first)).isEqualTo(bits);
    }

    private Answer served(String coding, byte[] body) throws InterruptedException {
        var path = "/" + Integer.toHexString(coding.hashCode()) + body.length;
        serve(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", coding);
            if (body.length == 0) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                answer(exchange, 200, body);
            }
        });
        return fetch(path, Validators.NONE);
    }

    private static String text(Answer answer) {
        return answer instanceof Answer.Document document ? new String(document.body(), ISO_8859_1) : reason(answer);
    }

    private static byte[] deflate(boolean bare) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION, bare))) {
            out.write(FEED.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
