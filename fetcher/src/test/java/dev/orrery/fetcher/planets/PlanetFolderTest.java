package dev.orrery.fetcher.planets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanetFolderTest {
    @TempDir
    Path temporary;

    private final Database database = TestDatabases.H2.open();
    private final Planets planets = new Planets(database.sessions(), new TestClock("2026-03-01T12:00:00Z"));
    private Path files;
    private PlanetFolder folder;
    private long time = 1_000_000_000;

    @BeforeEach
    void start() throws IOException {
        files = Files.createDirectory(temporary.resolve("planets"));
        write("clocks.yaml", "One");
        folder = new PlanetFolder(files, Optional.empty(), planets);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsThereAtTheStartIsTakenAtOnce() {
        assertThat(folder.look()).isTrue();
        assertThat(title()).isEqualTo("One");
        assertThat(folder.look()).isFalse();
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aChangeIsTakenWhenTheFileStandsStill() throws IOException {
        folder.look();

        write("clocks.yaml", "Two");
        assertThat(folder.look()).isFalse();
        write("clocks.yaml", "Three");
        assertThat(folder.look()).isFalse();
        assertThat(folder.look()).isTrue();
        assertThat(title()).isEqualTo("Three");
    }

    @Test
    void aFileThatDoesNotValidateLeavesItsPlanetAsItWas() throws IOException {
        folder.look();

        raw("clocks.yaml", "title: Two\nitem: 5\nsubscriptions: []\n");
        folder.look();
        assertThat(folder.look()).isFalse();

        assertThat(title()).isEqualTo("One");
        assertThat(folder.problems())
                .singleElement()
                .asString()
                .endsWith("clocks.yaml, line 2: `item` is not a key of a planet; did you mean `items`?");

        write("clocks.yaml", "Two");
        folder.look();
        folder.look();
        assertThat(title()).isEqualTo("Two");
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aFileThatIsGoneForTwoLooksDeletesItsPlanet() throws IOException {
        folder.look();

        Files.delete(files.resolve("clocks.yaml"));
        assertThat(folder.look()).as("an editor may just be replacing it").isFalse();
        assertThat(folder.look()).isTrue();

        assertThat(planets.slugs()).isEmpty();
        write("clocks.yaml", "Back");
        folder.look();
        folder.look();
        assertThat(title()).isEqualTo("Back");
    }

    @Test
    void aPlanetWhoseFileWentWhileWeWereAwayIsDeletedIfOthersAreThere() throws IOException {
        folder.look();
        write("brass.yaml", "Brass");
        Files.delete(files.resolve("clocks.yaml"));

        new PlanetFolder(files, Optional.empty(), planets).look();

        assertThat(planets.slugs()).containsExactly("brass");
    }

    @Test
    void aFolderThatIsMissingOrEmptyAtTheStartDeletesNothing() throws IOException {
        folder.look();
        Files.delete(files.resolve("clocks.yaml"));
        var empty = new PlanetFolder(files, Optional.empty(), planets);
        var missing = new PlanetFolder(temporary.resolve("nowhere"), Optional.empty(), planets);

        for (int i = 0; i < 3; i++) {
            empty.look();
            missing.look();
        }

        assertThat(planets.slugs()).containsExactly("clocks");
        assertThat(empty.problems()).singleElement().asString().startsWith("There is no planet file at ");
        assertThat(missing.problems()).singleElement().asString().startsWith("There is no planet file at ");
    }

    @Test
    void aFolderThatGoesAwayMeanwhileDeletesNothing() throws IOException {
        folder.look();
        Files.delete(files.resolve("clocks.yaml"));
        Files.delete(files);

        folder.look();
        folder.look();

        assertThat(planets.slugs()).containsExactly("clocks");
        assertThat(folder.problems()).hasSize(1);
    }

    @Test
    void aSingleFileIsAFolderOfOne() throws IOException {
        write("brass.yaml", "Brass");
        var one = new PlanetFolder(files.resolve("brass.yaml"), Optional.empty(), planets);

        one.look();

        assertThat(planets.slugs()).containsExactly("brass");
    }

    @Test
    void twoFilesForOnePlanetAreAProblem() throws IOException {
        write("clocks.yml", "Other");

        folder.look();

        assertThat(title()).isEqualTo("One");
        assertThat(folder.problems()).singleElement().asString().contains("is the same planet");
    }

    private String title() {
        return Planets.planet(planets.unannounced().stream()
                        .filter(row -> row.slug.equals("clocks"))
                        .findFirst()
                        .orElseThrow())
                .title();
    }

    private void write(String name, String title) throws IOException {
        raw(name, "title: %s\nsubscriptions: []\n".formatted(title));
    }

    private void raw(String name, String yaml) throws IOException {
        var file = Files.writeString(files.resolve(name), yaml);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(time++)));
    }
}
