package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.EventCodec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ParseTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command = new CommandLine(new Parse());

    @BeforeEach
    void listen() {
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @Test
    void whatIsReadOfADocumentIsShown() throws Exception {
        var file = Files.writeString(
                folder.resolve("feed.xml"),
                "<rss version='2.0'><channel><title>Gears</title><link>/</link><item><guid>1</guid></item></channel></rss>");

        int code = command.execute("--url", "https://ann.example/feed", file.toString());

        var feed = EventCodec.json().readTree(out.toString());
        assertThat(code).isZero();
        assertThat(feed.path("format").asText()).isEqualTo("rss_2.0");
        assertThat(feed.path("site").asText()).isEqualTo("https://ann.example/");
        assertThat(feed.path("entries").path(0).path("guid").asText()).isEqualTo("1");
    }

    @Test
    void whatIsNoFeedIsSaidInASentence() throws Exception {
        var file = Files.writeString(folder.resolve("page.html"), "<!DOCTYPE html><p>Gears");

        int code = command.execute(file.toString());

        assertThat(code).isEqualTo(Main.TROUBLE);
        assertThat(err.toString()).contains("The address answers with a web page, not with a feed.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void addressesInMarkupAreMadeAbsoluteAndNothingElse() {
        assertThat(new AbsoluteMarkup("<a HREF='b' x=y>1 < 2</a><img src=c><p", "https://a.example/").toString())
                .isEqualTo("<a HREF='https://a.example/b' x=y>1 < 2</a><img src=https://a.example/c><p");
        assertThat(new AbsoluteMarkup("<a href='b'>", null).toString()).isEqualTo("<a href='b'>");
    }
}
