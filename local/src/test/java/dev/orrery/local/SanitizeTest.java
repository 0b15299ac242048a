package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.EventCodec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SanitizeTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command = Main.commandLine();

    @BeforeEach
    void listen() {
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @Test
    void whatStaysAndWhatGoesAndWhyIsSaid() throws Exception {
        var file = Files.writeString(
                folder.resolve("post.html"),
                "<p onclick='x()'>Brass <font>gears</font> <a href='teeth'>and</a> more</p><script>alert(1)</script>");

        int code = command.execute("sanitize", "--base", "https://ann.example/post", file.toString());

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("What stays: 4 words; 1 a, 1 p")
                .contains("because nothing that runs comes through:")
                .contains("onclick")
                .contains("because the element goes, what is in it stays:")
                .contains("<a href=\"https://ann.example/teeth\" rel=\"nofollow noopener ugc\">and</a>")
                .doesNotContain("alert");
    }

    @Test
    void allPostsOfAFeedAreShownWithTheirOwnBases() throws Exception {
        var file = Files.writeString(folder.resolve("feed.xml"), """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
                <entry><id>1</id><title>One</title><link href="https://ann.example/1/"/><content type="html">&lt;img src="a.png"></content></entry>
                <entry><id>2</id><title>Two</title><link href="https://ann.example/2/"/>
                <content type="html" xml:base="https://cdn.example/">&lt;img src="b.png"></content></entry></feed>
                """);

        assertThat(command.execute("sanitize", file.toString())).isZero();

        assertThat(out.toString())
                .containsSubsequence(
                        "== One", "https://ann.example/1/a.png", "== Two", "src=\"https://cdn.example/b.png\"");
    }

    @Test
    void anAddressIsAskedThroughTheGuard() throws Exception {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/post", exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                var page = "<p>caf\u00e9 <img src=/a.png>".getBytes(StandardCharsets.ISO_8859_1);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=iso-8859-1");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
        try {
            var url = "http://127.0.0.1:%d/post".formatted(server.getAddress().getPort());

            assertThat(command.execute("sanitize", url)).isEqualTo(Main.TROUBLE);
            assertThat(err.toString()).contains("--allow");
            assertThat(asked).hasValue(0);

            assertThat(command.execute("sanitize", "--allow", "127.0.0.0/8", "--json", url))
                    .isZero();
            var answer = EventCodec.json().readTree(out.toString()).path(0);
            assertThat(answer.path("html").asText()).startsWith("<p>café <img src=\"http://127.0.0.1:");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileThatIsNotThereIsTrouble() {
        assertThat(command.execute("sanitize", folder.resolve("nope").toString()))
                .isEqualTo(Main.TROUBLE);
        assertThat(err.toString()).contains("there is no file");
    }

    @Test
    void aLineIsAnsweredWithALine() throws Exception {
        var line = EventCodec.json()
                .readTree("{\"id\":\"7\",\"html\":\"<a href=x>y</a><script>\",\"base\":\"https://a.example/b/\"}");

        assertThat(new Sanitize().answer(line))
                .isEqualTo(Map.of(
                        "id", "7", "html", "<a href=\"https://a.example/b/x\" rel=\"nofollow noopener ugc\">y</a>"));
    }
}
