package dev.orrery.enricher.alike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchTest {
    private final Random random = new Random(7);

    private String words(int number) {
        return IntStream.range(0, number)
                .mapToObj(_ -> Integer.toString(random.nextInt(5_000), 36))
                .collect(Collectors.joining(" "));
    }

    private static boolean found(String one, String other) {
        return !Collections.disjoint(Sketch.of(one).keys(), Sketch.of(other).keys());
    }

    private static boolean alike(String one, String other) {
        return found(one, other)
                && Sketch.alike(Sketch.of(one).bins(), Sketch.of(other).bins());
    }

    @Test
    void caseMarksAndSpacesMakeNoDifference() {
        var text = words(80);
        assertThat(alike(text, text.toUpperCase(Locale.ROOT).replace(" ", ",\n— ")))
                .isTrue();
    }

    @Test
    void aRepostWithALineMoreIsFound() {
        int found = 0;
        for (int i = 0; i < 200; i++) {
            var text = words(300);
            found += alike(text, "Originally posted on my blog. " + text + " The post appeared first there.") ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(190);
    }

    @Test
    void whatIsHalfTheSameIsNotAlike() {
        for (int i = 0; i < 500; i++) {
            var common = words(150);
            assertThat(alike(common + " " + words(100), common + " " + words(100)))
                    .isFalse();
        }
    }

    @Test
    void announcementsByOneTemplateAreNotAlike() {
        var template = """
                We are pleased to announce version %s of %s. It is available for download from the usual place. This
                release brings %s. Many thanks to everybody who reported bugs, translated, tested and wrote code. As always, please
                report problems in the tracker, and join us in the channel if you want to help. Have fun.
                """;
        var one = template.formatted("1.4", "the editor", "a faster search, folding that remembers, and new colours");
        var other =
                template.formatted("2.0", "the player", "gapless playback, a queue, and support for network shares");
        assertThat(alike(one, other)).isFalse();
    }

    @Test
    void aShortTextSaysNothing() {
        var text = words(Sketch.MIN_WORDS - 1);
        assertThat(Sketch.of(text).keys()).isEmpty();
        assertThat(alike(text, text)).isFalse();
    }

    @Test
    void textsWithoutSpacesAreTakenByTheCharacter() {
        var text = "今日は港から船が出る前に朝の市場で魚を見て歩いたことを書いておきたいと思う。".repeat(3);
        assertThat(alike(text, text + "以上です")).isTrue();
    }

    @Test
    void strangersAreNotFound() {
        for (int i = 0; i < 300; i++) {
            assertThat(found(words(200), words(200))).isFalse();
        }
    }
}
