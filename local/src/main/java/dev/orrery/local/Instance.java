package dev.orrery.local;

import dev.orrery.local.Services.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// Everything that runs: stores, sample blogs and services, stopped in the opposite of the order in which they depend
/// on each other.
final class Instance implements AutoCloseable {
    private final Deque<AutoCloseable> stoppedFirst = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Supervisor supervisor;

    private Instance(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /// Starts it all; the services come up beside the stores, since they wait for them anyway.
    static Instance start(Services services, Path samples, Console console) throws IOException {
        var supervisor = new Supervisor(services, services.data().logs(), console);
        var instance = new Instance(supervisor);
        try {
            instance.stoppedFirst.push(services.data());
            for (var service : Service.values()) {
                supervisor.start(service);
            }
            var kafka = CompletableFuture.supplyAsync(() -> kafka(services));
            instance.stoppedFirst.push(EmbeddedMongo.start(
                    services.data().mongodb(), services.ports().mongodb()));
            Files.writeString(DataFolder.addressOfMongodb(services.data().root()), services.mongodb());
            instance.stoppedFirst.push(SampleWeb.start(samples, services.ports().sample()));
            instance.stoppedFirst.push(kafka.join());
            instance.stoppedFirst.push(supervisor);
            return instance;
        } catch (IOException | RuntimeException e) {
            supervisor.close();
            instance.close();
            throw e;
        }
    }

    private static EmbeddedKafka kafka(Services services) {
        try {
            return EmbeddedKafka.start(services.data().kafka(), services.ports().kafka());
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    CompletionStage<String> givenUp() {
        return supervisor.givenUp();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        while (!stoppedFirst.isEmpty()) {
            try {
                stoppedFirst.pop().close();
            } catch (Exception e) {
                System.getLogger(Instance.class.getName())
                        .log(System.Logger.Level.WARNING, "could not stop cleanly", e);
            }
        }
    }
}
