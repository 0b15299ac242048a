package dev.orrery.publisher.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Topic;
import dev.orrery.events.Topics;
import dev.orrery.publisher.Given;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ChangeStreamTest {
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<MockConsumer<byte[], byte[]>> consumers = new LinkedBlockingQueue<>();
    private final Subscription ann = Given.subscription("Ann");

    private final Changes changes = new Changes() {
        @Override
        public void planet(String slug) {
            heard.add("planet " + slug);
        }

        @Override
        public void definition(String slug) {
            heard.add("definition " + slug);
        }

        @Override
        public void feed(String feedId) {
            heard.add("feed " + feedId);
        }

        @Override
        public void health(String feedId) {
            heard.add("health " + feedId);
        }

        @Override
        public void everything() {
            heard.add("everything");
        }
    };

    @Test
    void changesAreHeardByTheirKeys() throws Exception {
        try (var stream = stream(() -> {})) {
            stream.start();
            assertThat(next()).as("what was read before may be older").isEqualTo("everything");
            assertThat(stream.isUp()).isTrue();
            var consumer = consumers.take();

            send(consumer, Topics.PLACEMENTS, 0, "clocks/e-abc", null);
            send(consumer, Topics.PLANETS, 0, "stars", null);

            assertThat(List.of(next(), next())).containsExactlyInAnyOrder("planet clocks", "definition stars");
        }
    }

    @Test
    void aFeedThatLooksTheSameConcernsHealthPagesAlone() throws Exception {
        try (var stream = stream(() -> {})) {
            stream.start();
            next();
            var consumer = consumers.take();
            var ok = Given.feed(ann, State.OK, 200);
            var polledAgain = new FeedStatus(
                    ok.feedId(), 2, ok.url(), List.of(), ok.title(), null, null, null, null, 3, ok.health());

            send(consumer, Topics.FEEDS, 0, ann.feedId(), EventCodec.encode(ok));
            send(consumer, Topics.FEEDS, 1, ann.feedId(), EventCodec.encode(polledAgain));
            send(consumer, Topics.FEEDS, 2, "poison", "{".getBytes(StandardCharsets.UTF_8));
            send(consumer, Topics.FEEDS, 3, ann.feedId(), EventCodec.encode(Given.feed(ann, State.FAILING, 404)));
            send(consumer, Topics.FEEDS, 4, "end", EventCodec.encode(ok));

            assertThat(List.of(next(), next(), next(), next()))
                    .containsExactly(
                            "feed " + ann.feedId(), "health " + ann.feedId(), "feed " + ann.feedId(), "feed end");
        }
    }

    @Test
    void aBrokenConsumerIsReplacedAndNothingIsTakenForGranted() throws Exception {
        try (var stream = stream(() -> {})) {
            stream.start();
            next();
            consumers.take().setPollException(new KafkaException("broken"));

            assertThat(next()).isEqualTo("everything");
            assertThat(consumers.take()).isNotNull();
        }
    }

    @Test
    void aTopicThatTheBrokerHasNotHeardOfYetIsNotLeftOut() throws Exception {
        var unaware = new CountDownLatch(1);
        Supplier<Consumer<byte[], byte[]>> source = () -> {
            var consumer = consumer();
            if (unaware.getCount() > 0) {
                unaware.countDown();
                consumer.updatePartitions(Topics.PLACEMENTS.name(), List.of());
            }
            return consumer;
        };
        try (var stream = new ChangeStream(source, () -> {}, changes, InstantSource.system())) {
            stream.start();
            unaware.await();
            consumers.take();
            assertThat(next()).isEqualTo("everything");

            send(consumers.take(), Topics.PLACEMENTS, 0, "clocks/e-abc", null);

            assertThat(next()).isEqualTo("planet clocks");
        }
    }

    @Test
    void closingEndsTheWaitForABroker() throws Exception {
        var waiting = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var stream = stream(() -> {
            waiting.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        stream.start();
        waiting.await();
        assertThat(stream.isUp()).isFalse();

        stream.close();

        assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private ChangeStream stream(ChangeStream.Setup setup) {
        return new ChangeStream(this::consumer, setup, changes, InstantSource.system());
    }

    private MockConsumer<byte[], byte[]> consumer() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        var ends = new HashMap<TopicPartition, Long>();
        for (var topic : List.of(Topics.PLACEMENTS, Topics.PLANETS, Topics.FEEDS)) {
            consumer.updatePartitions(topic.name(), List.of(new PartitionInfo(topic.name(), 0, null, null, null)));
            ends.put(new TopicPartition(topic.name(), 0), 0L);
        }
        consumer.updateEndOffsets(ends);
        consumers.add(consumer);
        return consumer;
    }

    private static void send(
            MockConsumer<byte[], byte[]> consumer, Topic<?> topic, long offset, String key, byte[] value) {
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>(topic.name(), 0, offset, key.getBytes(StandardCharsets.UTF_8), value)));
    }

    private String next() throws InterruptedException {
        return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
