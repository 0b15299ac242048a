package dev.orrery.publisher.search;

import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/// Where records come from.
public interface TopicSource {
    /// Waits until the topics are there.
    ///
    /// @return which ones they are: another answer means that positions in others are worth nothing
    String await() throws InterruptedException;

    /// Not assigned to anything yet.
    Consumer<byte[], byte @Nullable []> consumer();
}
