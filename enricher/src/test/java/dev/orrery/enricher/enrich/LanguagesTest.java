package dev.orrery.enricher.enrich;

import static dev.orrery.enricher.RawEntries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.SharedFiles;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.RawEntry.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    /// The same few sentences in many languages.
    private static final List<String[]> TOLD = read();

    @ParameterizedTest
    @CsvSource({"200, 28, 0", "120, 24, 0", "80, 8, 1"})
    void mostLanguagesAreToldFromAFewLinesAndHardlyOneWrong(int length, int least, int most) {
        var wrong = new ArrayList<String>();
        int right = 0;
        for (var told : TOLD) {
            var text = told[1].substring(0, Math.min(length, told[1].length()));
            var spoken = Languages.spoken(text);
            if (told[0].equals(spoken)) {
                right++;
            } else if (spoken != null) {
                wrong.add(told[0] + " is taken for " + spoken);
            }
        }
        System.out.printf("Languages of %d characters: %d of %d told, wrong: %s%n", length, right, TOLD.size(), wrong);
        assertThat(right).isGreaterThanOrEqualTo(least);
        assertThat(wrong).hasSizeLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hello.",
                "asdf qwer zxcv uiop hjkl bnm tyui ghjk asdf qwer zxcv jkl jkl asdf",
                "KVM QEMU libvirt virtio vhost-user PCIe SR-IOV NVMe s390x aarch64 TCG KVM QEMU libvirt",
                "public static void main(String[] args) { for (int i = 0; i < n; i++) System.out.println(i); }",
                "Debian Ubuntu Fedora Arch Gentoo Slackware openSUSE Alpine NixOS Debian Ubuntu Fedora",
                "1.2.3 2026-03-01 12:00 +0100 0x7f 127.0.0.1 v4.2.0-rc3 sha256"
            })
    void whatIsNoSentenceIsUnknown(String text) {
        assertThat(Languages.spoken(text)).isNull();
    }

    @Test
    void whatIsSaidCountsUnlessTheTextContradictsIt() {
        var german =
                "<p>Am letzten Wochenende habe ich die alte Uhr zerlegt, und die Feder war gebrochen, aber es ging.</p>";

        assertThat(language("de-AT", german)).isEqualTo("de-AT");
        assertThat(language("en-us", german)).isEqualTo("de");
        assertThat(language(null, german)).isEqualTo("de");
        assertThat(language("en-GB", "<p>KVM QEMU libvirt</p>")).isEqualTo("en-GB");
        assertThat(language(null, "<p>KVM QEMU libvirt</p>")).isNull();
        assertThat(
                        language(
                                "nb",
                                "<p>I helgen tok jeg endelig fra hverandre den gamle klokka, og det var ikke så vanskelig.</p>"))
                .isEqualTo("nb");
    }

    @Test
    void realPostsAreInEnglish() throws IOException {
        var folder = SharedFiles.find("seed/feeds");
        if (folder.isEmpty()) {
            return;
        }
        var wrong = new ArrayList<String>();
        int all = 0;
        int unknown = 0;
        try (var files = Files.list(folder.get())) {
            for (var file : files.toList()) {
                var feed = Jsoup.parse(Files.readString(file), Parser.xmlParser());
                for (var body : feed.select("content|encoded, content, description, summary")) {
                    var text = Jsoup.parse(body.wholeText()).text();
                    var spoken = Languages.spoken(text.substring(0, Math.min(250, text.length())));
                    all++;
                    unknown += spoken == null ? 1 : 0;
                    if (spoken != null && !spoken.equals("en")) {
                        wrong.add(spoken + ": " + text.substring(0, Math.min(80, text.length())));
                    }
                }
            }
        }
        System.out.printf("Languages of the seed planet's posts: %d, unknown %d, wrong %s%n", all, unknown, wrong);
        assertThat(wrong).isEmpty();
        assertThat(unknown).isLessThan(all / 5);
    }

    private static @Nullable String language(@Nullable String declared, String html) {
        RawEntries raw =
                entry().html(html).document(new Document("atom_1.0", null, "https://blog.example/", declared, 0));
        return new Enrichment(new Sanitizer()).enrich(raw.build()).language();
    }

    private static List<String[]> read() {
        try (var in = LanguagesTest.class.getResourceAsStream("languages.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
