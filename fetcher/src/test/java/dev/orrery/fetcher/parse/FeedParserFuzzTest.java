package dev.orrery.fetcher.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.parse.FeedParser.NotAFeed;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Nothing that is thrown at the parser makes it throw.
///
/// In the tests some thousand documents, made of our own by a fixed seed; more, and others, with the properties
/// `orrery.fuzz.inputs` and `orrery.fuzz.seed`. Jazzer drives [#fuzzerTestOneInput] by coverage; CONTRIBUTING.md says
/// how.
class FeedParserFuzzTest {
    private static final int INPUTS = Integer.getInteger("orrery.fuzz.inputs", 20_000);

    private static final long SEED = Long.getLong("orrery.fuzz.seed", 20_260_301);

    private static final List<String> SEEDS = List.of(
            "rss20.xml", "atom10.xml", "atom03.xml", "rss10.xml", "rss091.xml", "odd.xml", "json11.json", "cdf.xml");

    /// What documents are made of, to be put where it does not belong.
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "</",
            "/>",
            "&",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "&#128;",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<?x",
            "<!DOCTYPE",
            "[<!ENTITY a 'b'>]",
            "\"",
            "'",
            "=",
            ":",
            "xmlns=''",
            " xml:base='x'",
            "\0",
            "\uFFFE",
            "\uFEFF",
            "é",
            "😀",
            "<item>",
            "</item>",
            "<entry>",
            "<link href=''/>",
            "<guid>",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\\u",
            "null",
            "-1",
            "1e999",
            "type='xhtml'",
            "mode='base64'",
            "<div>",
            "2026-99-99",
            "W",
            "<x:y>",
            "encoding='utf-16'",
            "a@b (",
            "<a@b>");

    private static final FeedParser PARSER = new FeedParser(50);

    /// For Jazzer.
    public static void fuzzerTestOneInput(byte[] document) {
        read(document);
    }

    @Test
    void nothingMakesItThrow() throws IOException {
        var random = new Random(SEED);
        for (int i = 0; i < INPUTS; i++) {
            var document = mutated(seed(random.nextInt(SEEDS.size())), random);
            try {
                read(document);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("input %d: %s".formatted(i, new String(document, ISO_8859_1)), e);
            }
        }
    }

    @Test
    void everySeedIsAFeed() throws IOException {
        for (int i = 0; i < SEEDS.size(); i++) {
            assertThat(PARSER.read(seed(i), null, "https://ann.example/"))
                    .as(SEEDS.get(i))
                    .isInstanceOf(FeedParser.Parsed.class);
        }
    }

    private static void read(byte[] document) {
        var result = PARSER.read(document, "text/xml; charset=koi8-r", "https://ann.example/feed");
        if (result instanceof NotAFeed no && no.kind() == NotAFeed.Kind.CONFUSING) {
            throw new IllegalStateException(no.reason());
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        var document = new String(seed, ISO_8859_1);
        for (int i = 1 + random.nextInt(6); i > 0 && !document.isEmpty(); i--) {
            int from = random.nextInt(document.length());
            int to = Math.min(document.length(), from + random.nextInt(40));
            var piece = PIECES.get(random.nextInt(PIECES.size()));
            document = switch (random.nextInt(6)) {
                case 0 -> document.substring(0, from) + document.substring(to);
                case 1 -> document.substring(0, to) + document.substring(from);
                case 2 -> document.substring(0, from);
                case 3 ->
                    document.substring(0, from)
                            + (char) random.nextInt(256)
                            + document.substring(Math.min(document.length(), from + 1));
                default ->
                    document.substring(0, from)
                            + new String(piece.getBytes(UTF_8), ISO_8859_1)
                            + document.substring(from);
            };
        }
        return document.getBytes(ISO_8859_1);
    }

    private static byte[] seed(int index) throws IOException {
        try (var file = FeedParserFuzzTest.class.getResourceAsStream("/feeds/" + SEEDS.get(index))) {
            return file.readAllBytes();
        }
    }
}
