package dev.orrery.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The documents of the contract say what the code does.
class SchemaTest {
    static final List<Golden> GOLDEN = Golden.VERSION_1;

    @ParameterizedTest
    @FieldSource("GOLDEN")
    void everyGoldenFileFitsItsSchema(Golden golden) throws IOException {
        assertThat(problems(golden.schema(), new String(golden.bytes(), StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aSchemaRefusesWhatIsNotAVerdict() throws IOException {
        assertThat(problems("verdict", "{\"planet\":\"Not A Slug\",\"verdict\":\"praise\"}"))
                .hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @FieldSource("GOLDEN")
    void schemaAndRecordNameTheSameFields(Golden golden) throws IOException {
        var schema = schema(golden.schema());
        new Comparison(schema).assertSame(schema, golden.topic().value(), golden.schema());
    }

    @Test
    void theSchemaOfAFeedNamesEveryCauseAndEveryPace() throws IOException {
        var health = schema("feed-status").at("/properties/health/properties");
        var json = EventCodec.json();

        assertThat(health.at("/cause/enum")).isEqualTo(json.valueToTree(FeedStatus.Cause.values()));
        assertThat(health.at("/pace/enum")).isEqualTo(json.valueToTree(FeedStatus.Pace.values()));
    }

    @Test
    void asyncApiAndTopicsSayTheSame() throws IOException {
        var api = new ObjectMapper(new YAMLFactory()).readTree(resource("asyncapi.yaml"));
        var described = new TreeMap<String, String>();
        for (var channel : api.get("channels")) {
            var kafka = channel.at("/bindings/kafka");
            var settings = kafka.get("topicConfiguration");
            described.put(
                    channel.get("address").asText(),
                    kafka.get("partitions").asInt()
                            + " " + settings.at("/cleanup.policy/0").asText()
                            + " " + settings.get("max.message.bytes").asInt());
        }
        var real = new TreeMap<String, String>();
        for (var topic : Topics.ALL) {
            Map<String, String> configs = TopicSetup.configs(topic);
            real.put(
                    topic.name(),
                    topic.partitions() + " " + configs.get("cleanup.policy") + " " + configs.get("max.message.bytes"));
        }
        assertThat(described).isEqualTo(real);
    }

    @Test
    void asyncApiPointsAtSchemasThatExist() throws IOException {
        var api = resource("asyncapi.yaml");
        for (var golden : Golden.VERSION_1) {
            assertThat(api).contains("schema/" + golden.schema() + ".schema.json");
        }
    }

    /// A schema beside the record that it describes.
    private record Comparison(JsonNode root, Map<Class<?>, JsonNode> compared) {
        Comparison(JsonNode root) {
            this(root, new HashMap<>());
        }

        void assertSame(JsonNode written, Class<?> record, String path) {
            var schema = followed(written);
            var before = compared.putIfAbsent(record, schema);
            if (before != null && before.equals(schema)) {
                return;
            }
            var required = new TreeSet<String>();
            for (var component : record.getRecordComponents()) {
                if (isRequired(component)) {
                    required.add(component.getName());
                }
                var nested = nestedRecord(component.getGenericType());
                if (nested != null) {
                    var property = followed(schema.at("/properties/" + component.getName()));
                    assertSame(
                            property.has("items") ? property.get("items") : property,
                            nested,
                            path + "." + component.getName());
                }
            }
            assertThat(names(schema.get("properties").fieldNames()))
                    .as(path)
                    .isEqualTo(new TreeSet<>(Stream.of(record.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList()));
            var promised = new TreeSet<String>();
            schema.get("required").forEach(name -> promised.add(name.asText()));
            assertThat(promised).as("required in " + path).isEqualTo(required);
        }

        private JsonNode followed(JsonNode schema) {
            var reference = schema.path("$ref").asText();
            return reference.startsWith("#") ? root.at(reference.substring(1)) : schema;
        }
    }

    /// An empty list is left out, so a list is never required.
    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && component.getType() != List.class
                && component.getType() != Map.class;
    }

    private static @Nullable Class<?> nestedRecord(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return nestedRecord(list.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> c && c.isRecord() ? c : null;
    }

    private static Set<String> names(Iterator<String> names) {
        var set = new TreeSet<String>();
        names.forEachRemaining(set::add);
        return set;
    }

    private static List<?> problems(String schema, String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("schema/" + schema + ".schema.json"), InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }

    private static JsonNode schema(String name) throws IOException {
        return EventCodec.json().readTree(resource("schema/" + name + ".schema.json"));
    }

    private static String resource(String name) throws IOException {
        try (var in = Topics.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
