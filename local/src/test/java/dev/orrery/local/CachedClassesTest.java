package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Java starts without any cache at all where it is given one that does not fit.
class CachedClassesTest {
    private static final Instant BUILT = Instant.parse("2026-04-01T12:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void build() throws IOException {
        file("quarkus-run.jar", BUILT);
    }

    @Test
    void aCacheOfThisJavaIsUsed() throws IOException {
        var cache = file("publisher-%s.aot".formatted(Runtime.version()), BUILT.plusSeconds(1));

        assertThat(flags()).containsExactly("-XX:AOTCache=" + cache);
    }

    @Test
    void oneFromBeforeTheLastBuildIsNot() throws IOException {
        file("publisher-%s.aot".formatted(Runtime.version()), BUILT.minusSeconds(1));

        assertThat(flags()).isEmpty();
    }

    @Test
    void norIsAnotherJavas() throws IOException {
        file("publisher-24.0.1+9.aot", BUILT.plusSeconds(1));

        assertThat(flags()).isEmpty();
    }

    private List<String> flags() {
        return ServiceProcess.cachedClasses(folder.resolve("quarkus-run.jar"));
    }

    private Path file(String name, Instant modified) throws IOException {
        return Files.setLastModifiedTime(Files.createFile(folder.resolve(name)), FileTime.from(modified));
    }
}
