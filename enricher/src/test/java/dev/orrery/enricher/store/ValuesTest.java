package dev.orrery.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry.Author;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void aRecordIsStoredWithItsNames() {
        var document = Values.document(new Author("Zoë 😀", "https://zoe.example/"));

        assertThat(document.getString("name").getValue()).isEqualTo("Zoë 😀");
        assertThat(document.getString("uri").getValue()).isEqualTo("https://zoe.example/");
    }

    /// Programs that cut a name by its length leave half of a smile.
    @Test
    void halfACharacterIsNoReasonNotToStoreARecord() {
        var document = Values.document(new Author("Zoë 😀 \ud83d", null));

        assertThat(document.getString("name").getValue()).isEqualTo("Zoë 😀 \ufffd");
        assertThat(document).doesNotContainKey("uri");
    }
}
