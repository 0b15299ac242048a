package dev.orrery.bench.live;

import dev.orrery.bench.rounds.Conversation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Open pages in a process of their own.
@Command(name = "pages", hidden = true)
public final class PagesCommand implements Callable<Integer> {
    /// Followed by what is waited for from then on.
    static final String EXPECT = "expect ";

    /// Answered by the times at which each page had it.
    static final String HEARD = "heard";

    @Parameters(index = "0", paramLabel = "ADDRESS")
    URI address = URI.create("http://localhost/");

    @Parameters(index = "1", paramLabel = "COUNT")
    int count;

    @Override
    public Integer call() throws Exception {
        try (var pages =
                new OpenPages(new InetSocketAddress(address.getHost(), address.getPort()), address.getPath(), count)) {
            Conversation.hold("listening", line -> answer(pages, line));
        }
        return 0;
    }

    private static String answer(OpenPages pages, String line) {
        if (line.startsWith(EXPECT)) {
            pages.expect(line.substring(EXPECT.length()));
            return "expecting";
        }
        try {
            return Arrays.stream(pages.heard()).mapToObj(Long::toString).collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
