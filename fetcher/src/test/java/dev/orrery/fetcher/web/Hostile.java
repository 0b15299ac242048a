package dev.orrery.fetcher.web;

import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/// A process of its own with a small heap, which polls hostile servers and a good one at the same time. Run by
/// [HostileTest]; argument: how many of each kind. Prints a line a kind.
final class Hostile {
    /// Said beside the server's fault where it had to wait for this process, as it does on a slow machine.
    private static final String WAITED = "This machine had no memory free and let the server wait. ";

    private Hostile() {}

    public static void main(String[] arguments) throws Exception {
        int each = Integer.parseInt(arguments[0]);
        var limits = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), 15 << 20, 200, 5);
        var http = new OutgoingHttp(
                new AddressGuard(List.of(AddressRange.parse("127.0.0.0/8")), Set.of()),
                limits,
                "https://orrery.example/",
                _ -> InetAddress.getAllByName("127.0.0.1"),
                UnaryOperator.identity());
        try (var servers = new HostileServers();
                var web = new FeedHttpClient(http, InstantSource.system());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var good = servers.good();
            var polls = new LinkedHashMap<String, List<Future<String>>>();
            for (var kind : servers.kinds()) {
                polls.put(kind, start(threads, each, () -> poll(web, servers.open(kind))));
            }
            int times = 0;
            while (polls.values().stream().flatMap(List::stream).anyMatch(poll -> !poll.isDone())) {
                var said = poll(web, good);
                if (!said.equals("a document of 6")) {
                    System.out.println("good: " + said);
                }
                times++;
                Thread.sleep(10);
            }
            System.out.printf("good: always a document of 6, %d times%n", times);
            for (var kind : polls.entrySet()) {
                System.out.println(kind.getKey() + ": " + summary(kind.getValue()));
            }
        }
        System.exit(0);
    }

    private static List<Future<String>> start(ExecutorService threads, int times, Callable<String> poll) {
        var started = new ArrayList<Future<String>>();
        for (int i = 0; i < times; i++) {
            started.add(threads.submit(poll));
        }
        return started;
    }

    private static String summary(List<Future<String>> polls) throws Exception {
        var counted = new TreeMap<String, Integer>();
        for (var poll : polls) {
            counted.merge(poll.get().replace(WAITED, ""), 1, Integer::sum);
        }
        var all = new ArrayList<String>();
        counted.forEach((said, times) -> all.add("%d x %s".formatted(times, said)));
        return String.join(" | ", all);
    }

    private static String poll(FeedHttpClient web, int port) throws InterruptedException {
        return WebStory.reason(
                web.fetch(new FeedRequest("http://blog.example:%d/".formatted(port), Validators.NONE, 1)));
    }
}
