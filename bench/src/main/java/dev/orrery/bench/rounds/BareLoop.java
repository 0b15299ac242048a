package dev.orrery.bench.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The least that polling can cost with the fetcher's HTTP client: OkHttp on virtual threads, the same addresses, as
/// many at once, one at a time for a host; answers are decoded and thrown away, validators kept in memory.
@Command(name = "loop", hidden = true)
public final class BareLoop implements Callable<Integer> {
    @Option(names = "--urls", required = true)
    Path urls = Path.of(".");

    @Option(names = "--at-once", required = true)
    int atOnce;

    private final OkHttpClient http = new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(@Nullable String etag, @Nullable String lastModified) {}

    @Override
    public Integer call() throws IOException {
        var byHost = Files.readAllLines(urls).stream()
                .collect(Collectors.groupingBy(url -> URI.create(url).getAuthority()));
        Conversation.hold("Ready", line -> "%d polled".formatted(pollAll(byHost)));
        return 0;
    }

    private int pollAll(Map<String, List<String>> byHost) {
        var count = new AtomicInteger();
        var slots = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byHost.values()
                    .forEach(feeds -> threads.execute(() -> {
                        slots.acquireUninterruptibly();
                        try {
                            for (var feed : feeds) {
                                poll(feed);
                                count.incrementAndGet();
                            }
                        } finally {
                            slots.release();
                        }
                    }));
        }
        return count.get();
    }

    private void poll(String url) {
        var request = new Request.Builder().url(url).header("User-Agent", "Orrery-bench/0.1");
        var before = known.get(url);
        if (before != null && before.etag() != null) {
            request.header("If-None-Match", before.etag());
        }
        if (before != null && before.lastModified() != null) {
            request.header("If-Modified-Since", before.lastModified());
        }
        try (Response answer = http.newCall(request.build()).execute()) {
            switch (answer.code()) {
                case 304 -> {}
                case 200 -> {
                    answer.body().bytes();
                    known.put(url, new Known(answer.header("ETag"), answer.header("Last-Modified")));
                }
                default -> throw new IOException("%s answered %d".formatted(url, answer.code()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
