package dev.orrery.fetcher.web;

import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// A process of its own with a small heap, which polls many feeds at once, each at a host of its own, as a fetcher
/// does. Run by [CrowdTest]; the servers are in the test's process.
final class Crowd {
    private Crowd() {}

    /// Arguments: how many, and the address of the feed with `HOST` for the host's name. Prints one line.
    public static void main(String[] arguments) throws Exception {
        int polls = Integer.parseInt(arguments[0]);
        var limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 15 << 20, 200, 5, polls, quarter());
        var http = new OutgoingHttp(
                new AddressGuard(List.of(AddressRange.parse("127.0.0.0/8")), Set.of()),
                limits,
                "https://orrery.example/",
                _ -> InetAddress.getAllByName("127.0.0.1"),
                UnaryOperator.identity());
        int whole = 0;
        try (var web = new FeedHttpClient(http, InstantSource.system());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Callable<String>>();
            for (int i = 0; i < polls; i++) {
                var url = arguments[1].replace("HOST", "blog-%d.example".formatted(i));
                asked.add(() -> poll(web, url));
            }
            for (var poll : threads.invokeAll(asked)) {
                if (poll.get().equals("whole")) {
                    whole++;
                } else {
                    System.out.println(poll.get());
                }
            }
        }
        System.out.printf("%d of %d documents came whole.%n", whole, polls);
        System.exit(0);
    }

    /// Looks at the document from its first byte to its last.
    private static String poll(FeedHttpClient web, String url) throws InterruptedException {
        try (var held = web.ask(new FeedRequest(url, Validators.NONE, 1, true, 0))) {
            if (!(held.answer() instanceof Answer.Document document)) {
                return held.answer().toString();
            }
            for (byte b : document.body()) {
                if (b != 'x') {
                    return "another document";
                }
            }
            return document.body().length % (1 << 20) == 0 ? "whole" : "a part";
        }
    }

    private static long quarter() {
        return Runtime.getRuntime().maxMemory() / 4;
    }
}
