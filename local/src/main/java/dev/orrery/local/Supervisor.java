package dev.orrery.local;

import dev.orrery.local.Services.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Keeps the three services running: one that ends by itself is started again, until it has ended too often.
final class Supervisor implements AutoCloseable {
    private static final int TOO_OFTEN = 4;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Services services;
    private final Path logs;
    private final Console console;
    private final Map<Service, ServiceProcess> running = new EnumMap<>(Service.class);
    private final Map<Service, Deque<Long>> ends = new EnumMap<>(Service.class);
    private final CompletableFuture<String> givenUp = new CompletableFuture<>();
    private boolean closing;

    Supervisor(Services services, Path logs, Console console) {
        this.services = services;
        this.logs = logs;
        this.console = console;
    }

    synchronized void start(Service service) throws IOException {
        if (closing) {
            return;
        }
        var started = ServiceProcess.start(
                service.label(),
                services.command(service),
                services.environment(service),
                logs.resolve(service.label() + ".log"),
                line -> console.relay(service.label(), line));
        running.put(service, started);
        var _ = started.process().onExit().thenAccept(process -> ended(service, process.exitValue()));
    }

    /// Completes with a sentence when a service ends again and again.
    CompletableFuture<String> givenUp() {
        return givenUp;
    }

    /// Stops them one after the other, those first that others feed on nothing of.
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        for (var service : Service.values()) {
            var process = running.get(service);
            if (process != null) {
                process.close();
            }
        }
    }

    private synchronized void ended(Service service, int code) {
        if (closing) {
            return;
        }
        var recent = ends.computeIfAbsent(service, s -> new ArrayDeque<>());
        recent.add(System.nanoTime());
        while (recent.size() > TOO_OFTEN) {
            recent.remove();
        }
        if (recent.size() == TOO_OFTEN && System.nanoTime() - recent.element() < WITHIN.toNanos()) {
            givenUp.complete("The %s ended %d times within a minute, last with exit code %d: %s says why."
                    .formatted(service.label(), TOO_OFTEN, code, logs.resolve(service.label() + ".log")));
            return;
        }
        console.relay(service.label(), "ended with exit code %d; starting it again.".formatted(code));
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> startAgain(service));
    }

    private void startAgain(Service service) {
        try {
            start(service);
        } catch (IOException e) {
            givenUp.complete("The %s cannot be started again: %s.".formatted(service.label(), e.getMessage()));
        }
    }
}
