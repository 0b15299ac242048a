package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./orrery` as whoever types it sees it.
class UpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path SCRIPT = RunningOrrery.HOME.resolve("orrery");

    @TempDir
    Path folder;

    @Test
    void theSamplePlanetComesUpGoesDownAndIsStillThere() throws Exception {
        var data = folder.resolve("data").toString();
        int base = FreePorts.inARow();

        try (var first = Command.run(SCRIPT, "--base-port", "" + base, "--data", data)) {
            first.awaitLine("Ready: http://localhost:%d/".formatted(base), PATIENCE);
            assertThat(first.lastLine()).startsWith("Ready: ");
            var page = Jsoup.parse(get(base, "sample/").body());
            assertThat(page.select(".planetitem")).hasSizeGreaterThan(12);
            assertThat(page.select("img[src^=http://localhost:%d/]".formatted(base + 5)))
                    .isNotEmpty();

            searchFinds(base);

            second(data, FreePorts.inARow(), "is in use by another Orrery");
            second(
                    folder.resolve("other").toString(),
                    base,
                    "Port %d, wanted for the publisher, is taken".formatted(base));

            var processes = first.processes();
            assertThat(processes).hasSizeGreaterThan(3);
            first.interrupt();
            assertThat(first.exitCode(PATIENCE)).isEqualTo(130);
            await().atMost(Duration.ofSeconds(5)).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        }

        try (var again = Command.run(SCRIPT, "up", "--base-port", "" + base, "--data", data)) {
            again.awaitLine("Ready: ", PATIENCE);
            assertThat(Jsoup.parse(get(base, "sample/").body()).select(".planetitem"))
                    .hasSizeGreaterThan(12);
            searchFinds(base);
            again.interrupt();
            assertThat(again.exitCode(PATIENCE)).isEqualTo(130);
        }
    }

    @Test
    void whenTheLauncherIsKilledNothingStaysBehind() throws Exception {
        int base = FreePorts.inARow();
        try (var up = Command.run(
                SCRIPT,
                "--base-port",
                "" + base,
                "--data",
                folder.resolve("data").toString())) {
            up.awaitLine("Ready: ", PATIENCE);
            var processes = up.processes();

            up.kill();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void anInvalidPlanetFileIsOneClearSentence() throws Exception {
        var file = Files.writeString(folder.resolve("clocks.yaml"), "title: Clocks\nitmes: 3\nsubscriptions: []\n");

        trouble(List.of("up", file.toString()), "clocks.yaml", "line 2", "itmes", "items");
    }

    @Test
    void aPlanetFileThatIsNotThereIsOneClearSentence() throws Exception {
        trouble(List.of("up", folder.resolve("nowhere.yaml").toString()), "nowhere.yaml");
    }

    @Test
    void aRangeThatIsNoneIsOneClearSentence() throws Exception {
        trouble(List.of("--allow", "everything"), "--allow everything is not a range of addresses");
    }

    @Test
    void aPortOutOfRangeIsOneClearSentence() throws Exception {
        trouble(List.of("--base-port", "65533"), "--base-port 65533 does not work");
    }

    @Test
    void aMissingJdkIsOneClearSentence() throws Exception {
        var picky = Files.writeString(
                folder.resolve("orrery"), Files.readString(SCRIPT).replaceFirst("(?m)^need=\\d+$", "need=99"));
        Files.setPosixFilePermissions(picky, PosixFilePermissions.fromString("rwx------"));

        try (var command = Command.run(picky)) {
            assertThat(command.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(command.output()).contains("Java 99 is needed and was not found: install a JDK 99");
        }
    }

    @Test
    void anOldJavaHomeDoesNotMatter() throws Exception {
        var old = Files.createDirectories(folder.resolve("jdk-17/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");

        try (var command = Command.runWith("JAVA_HOME", old.toString(), SCRIPT, "--version")) {
            assertThat(command.exitCode(PATIENCE)).isZero();
            assertThat(command.output()).containsPattern(Pattern.compile("orrery \\d+\\.\\d+"));
        }
    }

    /// In English by a form of the word, in Japanese in the middle of a line: all of Lucene is there when packaged.
    private static void searchFinds(int base) {
        for (var typed : List.of("promised etags", "望遠鏡")) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                var page = Jsoup.parse(get(base, "sample/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                        .body());
                assertThat(page.select(".note")).isEmpty();
                assertThat(page.select(".found mark")).isNotEmpty();
            });
        }
    }

    private void second(String data, int base, String expected) throws Exception {
        trouble(List.of("--base-port", "" + base, "--data", data), expected);
    }

    private void trouble(List<String> arguments, String... expected) throws Exception {
        try (var command = Command.run(SCRIPT, arguments.toArray(String[]::new))) {
            assertThat(command.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(command.output())
                    .startsWith("orrery: ")
                    .contains(expected)
                    .hasLineCount(1);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d/%s".formatted(port, path)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
