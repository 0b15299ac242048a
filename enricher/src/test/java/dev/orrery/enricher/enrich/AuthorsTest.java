package dev.orrery.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.events.Entry.Author;
import dev.orrery.events.RawEntry.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorsTest {
    private static List<Author> authors(Person... people) {
        return Authors.of(List.of(people), Addresses.ABSOLUTE_ONLY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jane Doe                          | Jane Doe",
                "  Jane\t Doe                      | Jane Doe",
                "jane@example.org (Jane Doe)       | Jane Doe",
                "Jane Doe <jane@example.org>       | Jane Doe",
                "Jane Doe (jane@example.org)       | Jane Doe",
                "\"Jane Doe\" <jane@example.org>   | Jane Doe",
                "Jane Doe, jane@example.org        | Jane Doe",
                "Jane Doe [mailto:jane@example.org]| Jane Doe",
                "Jane Doe jane＠example.org        | Jane Doe",
                "Jane (Dr.) Doe                    | Jane (Dr.) Doe",
                "@jane                             | @jane",
                "O'Neill                           | O'Neill",
                "田中                              | 田中",
            })
    void theNameStaysAndTheAddressGoes(String written, String name) {
        assertThat(authors(new Person(written, "x@y.example", null))).containsExactly(new Author(name, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unknown", "unknown author", "(Author unknown)", "Anonymous", "ADMIN", "noreply@blogger.com",
                        "jane@example.org",
                "<jane@example.org>", "no-reply", "", "  ", "-", "n/a", "noreply@blogger.com (Unknown)",
                "@jane@mastodon.example"
            })
    void placeholdersAndAddressesAreNobody(String written) {
        assertThat(authors(new Person(written, null, null))).isEmpty();
    }

    @Test
    void theAddressFieldMayHoldTheName() {
        assertThat(authors(new Person(null, "jane@example.org (Jane Doe)", null)))
                .containsExactly(new Author("Jane Doe", null));
    }

    @Test
    void anAuthorIsNamedOnce() {
        assertThat(authors(
                        new Person("Jane Doe", null, "https://jane.example/"),
                        new Person("jane doe", null, null),
                        new Person("Bob", null, "javascript:alert(1)")))
                .containsExactly(new Author("Jane Doe", "https://jane.example/"), new Author("Bob", null));
    }
}
