package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// `docker-compose.yml`, as far as it can be proved without an engine.
class ComposeFileIT {
    private static final Path FILE = RunningOrrery.HOME.resolve("docker-compose.yml");

    @Test
    void composeUnderstandsTheFile() throws Exception {
        try (var command = Command.run(Path.of("docker-compose"), "-f", FILE.toString(), "config", "--quiet")) {
            assertThat(command.exitCode(Duration.ofSeconds(60)))
                    .as(command.output())
                    .isZero();
        }
    }

    @Test
    void everyServiceHasItsHealthItsLimitAndItsRestart() throws Exception {
        var image = Files.readString(RunningOrrery.HOME.resolve("Dockerfile"));
        assertThat(image).contains("HEALTHCHECK", "/q/health/ready");
        for (var entry : services().entrySet()) {
            var service = map(entry.getValue());
            assertThat(service).as(entry.getKey()).containsKeys("mem_limit", "restart", "image");
            assertThat(service.containsKey("build") || service.containsKey("healthcheck"))
                    .as(entry.getKey())
                    .isTrue();
        }
    }

    @Test
    void theServicesWaitForTheHealthOfTheirStores() throws Exception {
        for (var name : new String[] {"fetcher", "enricher", "publisher"}) {
            var waits = map(map(services().get(name)).get("depends_on"));
            assertThat(waits.values()).as(name).isNotEmpty().allSatisfy(wait -> assertThat(map(wait))
                    .containsEntry("condition", "service_healthy"));
        }
    }

    @Test
    void itSetsOnlyWhatTheReadmeExplains() throws Exception {
        var readme = Files.readString(RunningOrrery.HOME.resolve("README.md"));
        var names = new TreeSet<String>();
        for (var service : services().values()) {
            var environment = map(service).get("environment");
            if (environment != null) {
                map(environment).keySet().stream()
                        .filter(name -> name.startsWith("ORRERY_"))
                        .forEach(names::add);
            }
        }
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    private static Map<String, Object> services() throws Exception {
        return map(map(new Yaml().load(Files.readString(FILE))).get("services"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
