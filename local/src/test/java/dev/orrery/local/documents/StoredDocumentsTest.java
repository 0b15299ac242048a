package dev.orrery.local.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.orrery.local.EmbeddedKafka;
import dev.orrery.local.EmbeddedMongo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded server answers by its indexes as it would without them, also after a restart.
@SuppressWarnings("JavaUtilDate") // What MongoDB's driver has dates in.
class StoredDocumentsTest {
    @TempDir
    Path folder;

    private EmbeddedMongo server;
    private MongoClient client;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedMongo.start(folder, EmbeddedKafka.freePorts(1)[0]);
        client = MongoClients.create(server.connectionString("orrery"));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    private MongoDatabase database() {
        return client.getDatabase("orrery");
    }

    private MongoCollection<Document> posts() {
        return database().getCollection("posts");
    }

    private List<String> ids(Bson filter) {
        var ids = new ArrayList<String>();
        posts().find(filter).forEach(found -> ids.add(found.getString("_id")));
        ids.sort(Comparator.naturalOrder());
        return ids;
    }

    @Test
    void whatAnIndexFindsIsWhatALookAtEveryDocumentFinds() throws Exception {
        var random = new Random(7);
        var model = new TreeMap<String, Document>();
        posts().createIndex(Indexes.ascending("keys"));
        posts().createIndex(Indexes.compoundIndex(Indexes.ascending("planet", "outcome"), Indexes.descending("at")));
        for (int i = 0; i < 2_000; i++) {
            change(random, model);
            if (i % 500 == 499) {
                restart();
                assertSame(model, random);
            }
        }
    }

    private void change(Random random, Map<String, Document> model) {
        var id = "post-" + random.nextInt(300);
        var filter = new Document("_id", id);
        if (!model.containsKey(id)) {
            model.put(id, post(random, id));
            posts().insertOne(model.get(id));
        } else if (random.nextInt(3) == 0) {
            model.remove(id);
            posts().deleteOne(filter);
        } else {
            model.put(id, post(random, id));
            posts().replaceOne(filter, model.get(id));
        }
    }

    private static Document post(Random random, String id) {
        var post = new Document("_id", id).append("text", "Straße, \"naïve\" and 図書 ".repeat(random.nextInt(200)));
        if (random.nextInt(4) > 0) {
            post.append("planet", "planet-" + random.nextInt(5));
        }
        var keys = random.ints(random.nextInt(4), 0, 20)
                .mapToObj(key -> "k:" + key)
                .distinct();
        return post.append("outcome", random.nextInt(3))
                .append("at", new Date(random.nextInt()))
                .append("keys", keys.toList());
    }

    private void assertSame(Map<String, Document> model, Random random) {
        assertThat(posts().countDocuments()).isEqualTo(model.size());
        for (int i = 0; i < 50; i++) {
            var planet = "planet-" + random.nextInt(6);
            int outcome = random.nextInt(4);
            var keys = List.of("k:" + random.nextInt(25), "k:" + random.nextInt(25));
            assertThat(ids(new Document("planet", planet).append("outcome", outcome)))
                    .isEqualTo(ids(
                            model,
                            post -> planet.equals(post.get("planet"))
                                    && post.get("outcome").equals(outcome)));
            assertThat(ids(new Document("planet", planet).append("outcome", new Document("$ne", outcome))))
                    .isEqualTo(ids(
                            model,
                            post -> planet.equals(post.get("planet"))
                                    && !post.get("outcome").equals(outcome)));
            assertThat(ids(new Document("keys", new Document("$in", keys))))
                    .isEqualTo(ids(model, post -> post.getList("keys", String.class).stream()
                            .anyMatch(keys::contains)));
            assertThat(ids(Filters.and(
                            Filters.and(Filters.eq("planet", planet), Filters.in("keys", keys)),
                            Filters.gte("at", new Date(0)),
                            Filters.lt("at", new Date(1_000_000_000)))))
                    .isEqualTo(ids(
                            model,
                            post -> planet.equals(post.get("planet"))
                                    && post.getList("keys", String.class).stream()
                                            .anyMatch(keys::contains)
                                    && post.getDate("at").getTime() >= 0
                                    && post.getDate("at").getTime() < 1_000_000_000));
            assertThat(ids(new Document("planet", null))).isEqualTo(ids(model, post -> post.get("planet") == null));
        }
        model.forEach((id, post) -> assertThat(posts().find(new Document("_id", id).append("text", post.get("text"))))
                .containsExactly(post));
    }

    private static List<String> ids(Map<String, Document> model, Predicate<Document> filter) {
        return model.values().stream()
                .filter(filter)
                .map(post -> post.getString("_id"))
                .toList();
    }

    @Test
    void whatMustBeUniqueStaysUnique() throws Exception {
        posts().createIndex(Indexes.ascending("name", "day"), new IndexOptions().unique(true));
        posts().insertOne(new Document("_id", "a").append("name", "x").append("day", 1));
        posts().insertOne(new Document("_id", "b").append("name", "x").append("day", 2));
        restart();

        assertThatThrownBy(() -> posts().insertOne(new Document("_id", "a"))).isInstanceOf(MongoWriteException.class);
        assertThatThrownBy(() -> posts().insertOne(
                                new Document("_id", "c").append("name", "x").append("day", 2L)))
                .isInstanceOf(MongoWriteException.class);
        assertThatThrownBy(
                        () -> posts().replaceOne(new Document("_id", "a"), new Document("name", "x").append("day", 2)))
                .isInstanceOf(MongoWriteException.class);
        assertThat(ids(new Document())).containsExactly("a", "b");
        posts().replaceOne(new Document("_id", "a"), new Document("name", "x").append("day", 3));
        posts().insertOne(new Document("_id", "c").append("name", "x").append("day", 1));
        assertThat(ids(new Document("name", "x"))).containsExactly("a", "b", "c");
    }

    @Test
    void anIndexThatComesLaterKnowsWhatIsThere() {
        posts().insertOne(new Document("_id", "a").append("feedId", "f"));
        posts().createIndex(Indexes.ascending("feedId"));
        posts().createIndex(Indexes.ascending("feedId"));
        assertThat(ids(new Document("feedId", "f"))).containsExactly("a");
    }

    @Test
    void whatIsDroppedIsGoneForGood() throws Exception {
        posts().createIndex(Indexes.ascending("feedId"));
        posts().insertOne(new Document("_id", "a").append("feedId", "f"));
        posts().drop();
        restart();
        posts().createIndex(Indexes.ascending("feedId"));
        assertThat(ids(new Document("feedId", "f"))).isEmpty();
        posts().insertOne(new Document("_id", "b").append("feedId", "f"));
        assertThat(ids(new Document("feedId", "f"))).containsExactly("b");
        database().drop();
        restart();
        assertThat(database().listCollectionNames()).isEmpty();
    }

    @Test
    void whatAnEarlierVersionWroteIsPutAway() throws Exception {
        stop();
        var old = Files.writeString(folder.resolve("documents.mv"), "of another form");
        start();
        assertThat(old).doesNotExist();
    }
}
