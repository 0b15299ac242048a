package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orrery.fetcher.database.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the images contain, run as processes: the same packaged files, in folders as the Dockerfile lays them out, told
/// by their environment alone where Kafka, MongoDB and a real PostgreSQL are.
class DeploymentIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    @AfterEach
    void stopAll() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    @Test
    void threeServicesFindEverythingByTheirEnvironment() throws Exception {
        var ports = EmbeddedKafka.freePorts(6);
        var web = open(SampleWeb.start(RunningOrrery.HOME.resolve("planets/sample"), 0));
        var planets = Files.createDirectories(folder.resolve("planets"));
        Files.copy(RunningOrrery.HOME.resolve("planets/sample.yaml"), planets.resolve("sample.yaml"));
        var kafka = "127.0.0.1:" + ports[4];
        var mongodb = "mongodb://127.0.0.1:%d/orrery".formatted(ports[5]);
        var fetcher = Map.of(
                "ORRERY_KAFKA",
                kafka,
                "ORRERY_DATABASE",
                PostgresServer.shared().newDatabase(),
                "ORRERY_DATABASE_USER",
                "postgres",
                "ORRERY_PLANETS",
                planets.toString(),
                "ORRERY_FEED_BASE",
                "http://localhost:%d/".formatted(web.port()),
                "ORRERY_ALLOW_HOSTS",
                "localhost:" + web.port());

        // Before their stores, which they have to wait for; two fetchers share one database.
        start("fetcher", ports[0], fetcher);
        start("fetcher", ports[1], fetcher);
        start("enricher", ports[2], Map.of("ORRERY_KAFKA", kafka, "ORRERY_MONGODB", mongodb));
        start(
                "publisher",
                ports[3],
                Map.of(
                        "ORRERY_KAFKA",
                        kafka,
                        "ORRERY_MONGODB",
                        mongodb,
                        "ORRERY_PUBLIC_URL",
                        "https://planets.example/"));
        await().atMost(PATIENCE).until(() -> statusOf(ports[0], "q/health/live") == 200);
        assertThat(statusOf(ports[0], "q/health/ready")).isEqualTo(503);
        open(EmbeddedKafka.start(folder.resolve("kafka"), ports[4]));
        open(EmbeddedMongo.start(folder.resolve("mongodb"), ports[5]));

        for (int i = 0; i < 4; i++) {
            int port = ports[i];
            await().atMost(PATIENCE).until(() -> statusOf(port, "q/health/ready") == 200);
        }
        await().atMost(PATIENCE).until(() -> posts(ports[3]) == 24);
        assertThat(body(ports[3], "sample/atom.xml")).contains("https://planets.example/sample/atom.xml");
        assertThat(entriesEmitted(kafka)).hasSize(24).allSatisfy((key, times) -> assertThat(times)
                .isEqualTo(1));
    }

    /// A Java that must use its cache of classes does not start where it does not fit.
    @Test
    void thePublishersCacheOfClassesIsMadeAndFits() throws Exception {
        var port = EmbeddedKafka.freePorts(1)[0];
        var image = image("publisher", port);
        var making = new ProcessBuilder(
                        "bash",
                        RunningOrrery.HOME.resolve("publisher/aot-cache").toString(),
                        image.toString())
                .inheritIO();
        making.environment().put("JAVA_HOME", System.getProperty("java.home"));

        assertThat(making.start().waitFor()).isZero();

        var flags = new ArrayList<>(ServiceProcess.cachedClasses(image.resolve("quarkus-run.jar")));
        assertThat(flags).hasSize(1);
        flags.add("-XX:AOTMode=on");
        flags.add("@" + RunningOrrery.HOME.resolve("publisher/java.args"));
        start("publisher", port, image, flags, Map.of("ORRERY_PUBLIC_URL", "https://planets.example/"));
        await().atMost(PATIENCE).until(() -> statusOf(port, "q/health/live") == 200);
    }

    private void start(String service, int port, Map<String, String> environment) throws IOException {
        start(service, port, image(service, port), List.of(), environment);
    }

    private void start(String service, int port, Path image, List<String> flags, Map<String, String> environment)
            throws IOException {
        var complete = new TreeMap<>(environment);
        complete.put("ORRERY_PORT", Integer.toString(port));
        var command = new ArrayList<>(List.of(
                Services.javaProgram(),
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(flags);
        command.addAll(List.of("-jar", image.resolve("quarkus-run.jar").toString()));
        open(ServiceProcess.start(
                service, command, complete, folder.resolve(service + "-" + port + ".log"), System.out::println));
    }

    private Path image(String service, int port) throws IOException {
        var image = folder.resolve(service + "-" + port);
        copy(RunningOrrery.HOME.resolve(service).resolve("target/quarkus-app"), image);
        return image;
    }

    private <T extends AutoCloseable> T open(T closeable) {
        running.push(closeable);
        return closeable;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    /// How often each entry was emitted.
    private static Map<String, Integer> entriesEmitted(String kafka) {
        var times = new TreeMap<String, Integer>();
        Records.of(kafka, "orrery.raw-entries")
                .forEach(record -> times.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum));
        return times;
    }

    private static int posts(int port) throws InterruptedException {
        var page = get(port, "sample/");
        return page == null ? 0 : Jsoup.parse(page.body()).select(".planetitem").size();
    }

    private static String body(int port, String path) throws InterruptedException {
        var answer = get(port, path);
        return answer == null ? "" : answer.body();
    }

    private static int statusOf(int port, String path) throws InterruptedException {
        var answer = get(port, path);
        return answer == null ? 0 : answer.statusCode();
    }

    private static HttpResponse<String> get(int port, String path) throws InterruptedException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d/%s".formatted(port, path)))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        }
    }
}
