package dev.orrery.enricher.sanitize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orrery.enricher.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever it is given, the sanitizer keeps its [Promises].
///
/// In the tests some ten thousand texts: pieces thrown together, heavy on what parsers treat in special ways, and other
/// people's attacks cut up and mixed. More, and others, with the properties `orrery.fuzz.inputs` and
/// `orrery.fuzz.seed`. Jazzer drives [#fuzzerTestOneInput] by coverage; CONTRIBUTING.md says how.
class SanitizerFuzzTest {
    private static final int INPUTS = Integer.getInteger("orrery.fuzz.inputs", 30_000);

    private static final long SEED = Long.getLong("orrery.fuzz.seed", 20_260_301);

    private static final int SHOWN = 5;

    private static final List<String> NAMES = List.of(
            ("a|a|b|i|nobr|font|em|code|span|span|p|p|div|section|article|center|address|details|summary|fieldset|legend|"
                            + "dialog|blockquote|figure|figcaption|pre|listing|plaintext|xmp|ul|ol|li|li|dl|dd|dt|menu|"
                            + "dir|h1|h2|h6|table|table|caption|colgroup|col|tbody|thead|tfoot|tr|tr|td|td|th|form|"
                            + "input|button|select|option|optgroup|textarea|object|applet|marquee|embed|param|map|"
                            + "area|svg|svg|foreignObject|desc|title|math|math|mi|mo|mn|ms|mtext|mtext|mglyph|"
                            + "malignmark|annotation|annotation-xml|semantics|mrow|msup|mtable|mtr|mtd|maction|style|"
                            + "script|noscript|noembed|noframes|template|iframe|frameset|frame|html|head|body|base|"
                            + "link|meta|video|audio|source|track|picture|img|image|ruby|rb|rt|rtc|rp|bdi|bdo|time|br|"
                            + "hr|wbr|q|del|ins|sub|x-y|keygen|slot|hgroup|search")
                    .split("\\|", -1));

    private static final List<String> ATTRIBUTES = List.of(
            "href=x",
            "href=javascript:alert(1)",
            "href='#a'",
            "href=\"https://www.youtube-nocookie.com/embed/abcdefgh\"",
            "id=a",
            "id=e-1-embed1",
            "name=a",
            "class=embed",
            "class='language-x'",
            "target=e-1-embed1",
            "src=y",
            "src='//www.youtube.com/embed/abcdefgh'",
            "src='//player.example/1'",
            "src='data:image/gif;base64,R0lGODlhAQABAAAAACw='",
            "data-src=z",
            "srcset='a 1x, javascript:x 2x,,b,c'",
            "data-srcset='q 3w'",
            "title='</title><img src=x onerror=alert(1)>'",
            "title='--><b>]]>'",
            "alt=\"`'><\"",
            "style='text-align:right;x:expression(1)'",
            "align=center",
            "onclick=alert(1)",
            "encoding='text/html'",
            "definitionurl=x",
            "xlink:href='javascript:x'",
            "xmlns='http://www.w3.org/2000/svg'",
            "lang=en",
            "dir=rtl",
            "type=checkbox",
            "type=hidden",
            "width=1",
            "colspan=2",
            "open",
            "is=x-y",
            "shadowrootmode=open",
            "display=block",
            "sandbox",
            "srcdoc='<script>x</script>'");

    private static final List<String> LOOSE = List.of(
            "text",
            " ",
            "\n",
            "\n\n",
            "&lt;",
            "&amp;",
            "&quot;",
            "&nbsp;",
            "&#0;",
            "&#xD800;",
            "&#128;",
            "&notit;",
            "<!--",
            "-->",
            "--!>",
            "<!-->",
            "<![CDATA[",
            "]]>",
            "<?x ?>",
            "<!DOCTYPE html>",
            "<",
            ">",
            "</",
            "/>",
            "\"",
            "'",
            "=",
            "\0",
            "\f",
            "\r",
            "\u00a0",
            "\u2028",
            "\uFEFF",
            "\uFFFE",
            "\uD800",
            "é",
            "😀",
            "</p>",
            "</br>",
            "</a>",
            "</table>",
            "</math>",
            "</svg>",
            "</style>",
            "</script>",
            "<span class=\"embed\"><a href=\"https://www.youtube-nocookie.com/embed/abcdefgh\" rel=\"nofollow ugc\""
                    + " target=\"e-1-embed1\">x</a><iframe name=\"e-1-embed1\"></iframe></span>");

    private static final List<String> OTHERS = others();

    /// For Jazzer.
    public static void fuzzerTestOneInput(byte[] text) {
        var broken = Promises.broken(new String(text, UTF_8));
        if (!broken.isEmpty()) {
            throw new IllegalStateException(String.join("\n", broken));
        }
    }

    @Test
    void promisesAreKeptWhateverComes() {
        var random = new Random(SEED);
        var found = new ArrayList<String>();
        for (int i = 0; i < INPUTS && found.size() < SHOWN; i++) {
            var html = random.nextInt(3) == 0 ? mutated(other(random), random) : made(random);
            var broken = broken(html);
            if (!broken.isEmpty()) {
                found.add("input %d: %s%n  %s".formatted(i, html, String.join("\n  ", broken)));
            }
        }
        if (!found.isEmpty()) {
            fail(String.join("\n", found));
        }
    }

    private static List<String> broken(String html) {
        try {
            return Promises.broken(html);
        } catch (RuntimeException | StackOverflowError e) {
            return List.of(
                    e.toString(), Stream.of(e.getStackTrace()).limit(8).toList().toString());
        }
    }

    private static String made(Random random) {
        var html = new StringBuilder();
        for (int n = random.nextInt(2, 18); n > 0; n--) {
            html.append(piece(random));
        }
        return html.toString();
    }

    private static String piece(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> {
                var tag = new StringBuilder("<").append(of(NAMES, random));
                for (int n = random.nextInt(3); n > 0; n--) {
                    tag.append(' ').append(of(ATTRIBUTES, random));
                }
                yield tag.append(random.nextInt(12) == 0 ? "/>" : ">").toString();
            }
            case 4, 5 -> "</" + of(NAMES, random) + ">";
            default -> of(LOOSE, random);
        };
    }

    private static String mutated(String seed, Random random) {
        var html = seed;
        for (int i = 1 + random.nextInt(5); i > 0 && !html.isEmpty(); i--) {
            int from = random.nextInt(html.length());
            int to = Math.min(html.length(), from + random.nextInt(40));
            html = switch (random.nextInt(6)) {
                case 0 -> html.substring(0, from) + html.substring(to);
                case 1 -> html.substring(0, to) + html.substring(from);
                case 2 -> {
                    var other = other(random);
                    yield html.substring(0, from)
                            + other.substring(other.isEmpty() ? 0 : random.nextInt(other.length()));
                }
                default -> html.substring(0, from) + piece(random) + html.substring(from);
            };
        }
        return html;
    }

    private static String other(Random random) {
        return OTHERS.isEmpty() ? made(random) : of(OTHERS, random);
    }

    private static String of(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /// Other people's attacks, if they are there; long posts take long and tell little.
    private static List<String> others() {
        return SharedFiles.find("corpora/sanitize.jsonl")
                .map(file -> {
                    var json = new ObjectMapper();
                    try (var lines = Files.lines(file)) {
                        var all = new ArrayList<String>();
                        for (var line : (Iterable<String>) lines::iterator) {
                            all.add(json.readTree(line).get("html").asText());
                        }
                        all.removeIf(html -> html.length() > 2_000);
                        return List.copyOf(all);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(List.of());
    }
}
