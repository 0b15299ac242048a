package dev.orrery.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How each service is started on this machine: the packaged files that run in production, told by their environment
/// where everything is.
///
/// @param more environment of all services that goes before what is set here
record Services(Path home, DataFolder data, Ports ports, Path planets, List<String> allow, Map<String, String> more) {
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            // It would take all that it may from the beginning.
            "-Xms16m",
            // The first compiler alone: it starts in half the time and holds far less, and one machine's planet never
            // needs the second.
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            // What the compilers needed at the start goes back to the machine.
            "-XX:TrimNativeHeapInterval=10000",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    /// In the order in which they are started; they are stopped in this order too, so that nothing is asked of one that
    /// is gone.
    enum Service {
        FETCHER("fetcher", "128m"),
        ENRICHER("enricher", "128m"),
        PUBLISHER("publisher", "96m");

        private final String label;
        private final String heap;

        Service(String label, String heap) {
            this.label = label;
            this.heap = heap;
        }

        String label() {
            return label;
        }
    }

    void requireBuilt() throws UserTrouble {
        for (var service : Service.values()) {
            if (!Files.isRegularFile(jar(service))) {
                throw new UserTrouble("The %s is not built: run `mvn -Dquick -DskipTests package` in %s."
                        .formatted(service.label, home));
            }
        }
    }

    List<String> command(Service service) {
        var command = new ArrayList<>(List.of(javaProgram(), "-Xmx" + service.heap));
        command.addAll(JVM);
        command.addAll(ServiceProcess.cachedClasses(jar(service)));
        command.addAll(List.of("-jar", jar(service).toString()));
        return command;
    }

    Map<String, String> environment(Service service) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("ORRERY_KAFKA", "127.0.0.1:" + ports.kafka());
        switch (service) {
            case FETCHER -> {
                environment.put("ORRERY_PORT", Integer.toString(ports.fetcher()));
                environment.put("ORRERY_DATABASE", database());
                environment.put("ORRERY_PLANETS", planets.toString());
                environment.put("ORRERY_FEED_BASE", ports.sampleAddress().toString());
                environment.put("ORRERY_ALLOW_HOSTS", "localhost:" + ports.sample());
                environment.put("ORRERY_ALLOW", String.join(",", allow));
            }
            case ENRICHER -> {
                environment.put("ORRERY_PORT", Integer.toString(ports.enricher()));
                environment.put("ORRERY_MONGODB", mongodb());
            }
            case PUBLISHER -> {
                environment.put("ORRERY_PORT", Integer.toString(ports.publisher()));
                environment.put("ORRERY_MONGODB", mongodb());
                environment.put("ORRERY_PUBLIC_URL", "http://localhost:%d/".formatted(ports.publisher()));
                environment.put("ORRERY_SEARCH_FOLDER", data.publisher().toString());
                environment.put("ORRERY_ALLOW_HOSTS", "localhost:" + ports.sample());
                environment.put("ORRERY_ALLOW", String.join(",", allow));
            }
        }
        environment.putAll(more);
        return environment;
    }

    String mongodb() {
        return "mongodb://127.0.0.1:%d/orrery".formatted(ports.mongodb());
    }

    private String database() {
        return "jdbc:h2:file:%s/orrery;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0".formatted(data.fetcher());
    }

    private Path jar(Service service) {
        return home.resolve(service.label).resolve("target/quarkus-app/quarkus-run.jar");
    }

    static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
