package dev.orrery.fetcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Servers that mean harm, all at once and each many times over, against a process with hardly any memory, while it
/// polls a feed that means none.
class HostileTest {
    @Test
    void eachEndsInItsOwnWordsAndTheOthersGoOn() throws Exception {
        var said = Arrays.stream(Child.run(64, Hostile.class, "4").split("\n"))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[line.length - 1], (a, b) -> a + " | " + b));

        assertThat(said)
                .containsEntry(
                        "gzip bomb", "4 x The document unpacks to more than 200 times its size; that is no feed.")
                .containsEntry(
                        "brotli bomb", "4 x The document unpacks to more than 200 times its size; that is no feed.")
                .containsEntry("endless redirect", "4 x The server redirects more than 5 times.")
                .containsEntry("endless chunks", "4 x The document is larger than 15 MiB.")
                .containsEntry(
                        "endless chunk size", "4 x blog.example sends without end what is no part of a document.")
                .containsEntry("endless headers", "4 x The headers of blog.example do not end.")
                .containsEntry("endless header line", "4 x The headers of blog.example do not end.")
                .containsEntry("endless early hints", "4 x The document was not there whole within 5 s.")
                .containsEntry("drip", "4 x The document was not there whole within 5 s.")
                .containsEntry("drip of headers", "4 x The document was not there whole within 5 s.")
                .containsEntry("silence", "4 x The document was not there whole within 5 s.")
                .containsEntry("promises more", "4 x The answer of blog.example broke off.")
                .containsEntry("closes early", "4 x The answer of blog.example broke off.")
                .containsEntry("closes at once", "4 x The answer of blog.example broke off.")
                .containsEntry("promises less", "4 x a document of 5")
                .containsEntry(
                        "promises nonsense",
                        "4 x The exchange with blog.example failed: it says that the document has -5 bytes.")
                .containsEntry("no HTTP", "4 x blog.example does not answer in HTTP.");
        assertThat(said.get("good")).startsWith("always a document of 6, ");
        assertThat(Integer.parseInt(said.get("good").replaceAll(".*, | times.*", "")))
                .isGreaterThan(2);
    }
}
