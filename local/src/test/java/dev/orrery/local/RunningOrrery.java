package dev.orrery.local;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The whole of Orrery on free ports and in a folder of its own, as `./orrery up` starts it.
final class RunningOrrery implements AutoCloseable {
    static final Path HOME = Path.of(System.getProperty("orrery.root"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Instance instance;
    private final Services services;

    private RunningOrrery(Instance instance, Services services) {
        this.instance = instance;
        this.services = services;
    }

    /// @param folder  for data
    /// @param planets a planet file or a folder of them
    /// @param web     what relative addresses in planet files lead to
    static RunningOrrery start(Path folder, Path planets, Path web) throws Exception {
        return start(folder, planets, web, Map.of());
    }

    /// @param more environment of the services
    static RunningOrrery start(Path folder, Path planets, Path web, Map<String, String> more) throws Exception {
        var p = EmbeddedKafka.freePorts(6);
        return start(folder, planets, web, new Ports(p[0], p[1], p[2], p[3], p[4], p[5]), more);
    }

    static RunningOrrery start(Path folder, Path planets, Path web, Ports ports) throws Exception {
        return start(folder, planets, web, ports, Map.of());
    }

    private static RunningOrrery start(Path folder, Path planets, Path web, Ports ports, Map<String, String> more)
            throws Exception {
        var services = new Services(HOME, DataFolder.open(folder), ports, planets, List.of(), more);
        services.requireBuilt();
        return new RunningOrrery(Instance.start(services, web, new Console(System.out)), services);
    }

    void awaitComplete(String... planets) {
        var readiness = new Readiness(services.ports());
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> readiness.waitingFor(List.of(planets)) == null);
    }

    /// One more beside the first, of the same site.
    Process anotherPublisher(int port) throws IOException {
        var builder = new ProcessBuilder(services.command(Services.Service.PUBLISHER)).inheritIO();
        builder.environment().putAll(services.environment(Services.Service.PUBLISHER));
        builder.environment().put("ORRERY_PORT", Integer.toString(port));
        return builder.start();
    }

    Ports ports() {
        return services.ports();
    }

    String bootstrap() {
        return "127.0.0.1:" + ports().kafka();
    }

    String mongodb() {
        return services.mongodb();
    }

    URI page(String path) {
        return URI.create("http://localhost:%d/%s".formatted(ports().publisher(), path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(page(path));
    }

    HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        instance.close();
    }

    /// The folder of shared test data beside the checkout; loudly nothing where it is not there.
    static boolean hasShared(String what, Class<?> test) {
        if (Files.exists(shared(what))) {
            return true;
        }
        System.err.println("""

                ###############################################################################
                # %s did NOT run: there is no %s
                ###############################################################################
                """.formatted(test.getSimpleName(), shared(what)));
        return false;
    }

    static Path shared(String what) {
        return HOME.resolveSibling("shared").resolve(what);
    }
}
