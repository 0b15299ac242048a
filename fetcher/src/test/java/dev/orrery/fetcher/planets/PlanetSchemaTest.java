package dev.orrery.fetcher.planets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orrery.events.EventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The schema that editors use and the reader know the same keys and the same defaults.
class PlanetSchemaTest {
    private JsonNode schema;

    @BeforeEach
    void read() throws IOException {
        var file = Path.of(System.getProperty("orrery.root"), "planets", "planet.schema.json");
        schema = EventCodec.json().readTree(file.toFile());
    }

    @Test
    void planetsHaveTheSameKeys() {
        assertThat(keys(schema)).containsExactlyElementsOf(PlanetReader.PLANET_KEYS);
        assertThat(keys(schema.at("/properties/owner"))).containsExactlyElementsOf(PlanetReader.OWNER_KEYS);
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void subscriptionsHaveTheSameKeysAndAnyOfTheOwnersOwn() {
        var subscription = schema.at("/properties/subscriptions/items");

        assertThat(keys(subscription)).containsExactlyElementsOf(PlanetReader.SUBSCRIPTION_KEYS);
        assertThat(subscription.path("additionalProperties").isObject()).isTrue();
        assertThat(subscription.at("/properties/max_size/maximum").asInt()).isEqualTo(PlanetReader.MOST_MEBIBYTES);
    }

    @Test
    void contentHasTheSameKeys() {
        assertThat(keys(schema.at("/$defs/content/anyOf/1"))).containsExactlyElementsOf(PlanetReader.CONTENT_KEYS);
    }

    @Test
    void rulesHaveTheSameKeys() {
        var rules = schema.at("/properties/rules");
        var own = schema.at("/properties/subscriptions/items/properties/rules");

        assertThat(keys(rules)).containsExactlyElementsOf(RulesReader.PLANET_KEYS);
        assertThat(keys(own)).containsExactlyElementsOf(RulesReader.SUBSCRIPTION_KEYS);
        assertThat(keys(schema.at("/$defs/condition"))).containsExactlyElementsOf(RulesReader.CONDITION_KEYS);
        assertThat(keys(schema.at("/$defs/filters/items"))).containsExactlyElementsOf(RulesReader.FILTER_KEYS);
        assertThat(keys(rules.at("/properties/tags/items"))).containsExactlyElementsOf(RulesReader.TAG_RULE_KEYS);
        assertThat(keys(schema.at("/$defs/burst/anyOf/1"))).containsExactlyElementsOf(RulesReader.BURST_KEYS);
        for (var block : List.of(rules, own, schema.at("/$defs/condition"), schema.at("/$defs/filters/items"))) {
            assertThat(block.path("additionalProperties").asBoolean(true)).isFalse();
        }
    }

    @Test
    void limitsAndDefaultsAreTheSame() {
        assertThat(schema.at("/properties/items/default").asInt()).isEqualTo(PlanetReader.ITEMS);
        assertThat(schema.at("/properties/items/maximum").asInt()).isEqualTo(PlanetReader.MOST_ITEMS);
        assertThat(schema.at("/properties/days/default").asInt(-1)).isEqualTo(PlanetReader.DAYS);
        assertThat(schema.at("/properties/days/maximum").asInt()).isEqualTo(PlanetReader.MOST_DAYS);
        assertThat(schema.at("/properties/timezone/default").asText()).isEqualTo(PlanetReader.TIMEZONE);
        assertThat(schema.at("/properties/locale/default").asText()).isEqualTo(PlanetReader.LOCALE);
        assertThat(schema.at("/properties/theme/default").asText()).isEqualTo(PlanetReader.THEME);
    }

    private static List<String> keys(JsonNode object) {
        var keys = new ArrayList<String>();
        object.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
