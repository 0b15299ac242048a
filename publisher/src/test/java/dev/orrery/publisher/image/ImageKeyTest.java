package dev.orrery.publisher.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageKeyTest {
    private static final String ADDRESS = "https://ann.example/gears.png?a=1&b=ü";

    private final ImageKey key = new ImageKey("a secret of some length");

    @Test
    void anAddressComesBackFromItsPath() {
        var path = key.path(ADDRESS);

        assertThat(path).matches("/image/[A-Za-z0-9_-]{22}/[A-Za-z0-9_-]+");
        assertThat(key.address(path)).isEqualTo(ADDRESS);
        assertThat(new ImageKey("a secret of some length").path(ADDRESS))
                .as("every publisher makes the same")
                .isEqualTo(path);
    }

    @Test
    void nobodyElseMakesOne() {
        var others = new ImageKey("another secret, as long").path(ADDRESS);
        var mine = key.path(ADDRESS);
        var another = key.path("https://ann.example/other.png");

        assertThat(key.address(others)).isNull();
        assertThat(key.address(mine.substring(0, mine.lastIndexOf('/')) + another.substring(another.lastIndexOf('/'))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/image/", "/image/a", "/image/a/b/c", "/image/!/%41", "/image//", "/images/a/b", ""})
    void whatIsNoSuchPathIsNone(String path) {
        assertThat(key.address(path)).isNull();
    }

    @Test
    void aSecretThatCouldBeGuessedIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> new ImageKey(" short "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ORRERY_IMAGE_KEY has 5 characters")
                .hasMessageContaining("openssl rand -hex 24");
    }
}
