package dev.orrery.fetcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nobody goes out beside [OutgoingHttp]: its source is the only one that makes a client, and no other makes
/// connections.
class OneDoorTest {
    private static final Pattern WAYS_OUT = Pattern.compile(
            "new OkHttpClient|OkHttpClient\\.Builder\\(|new OkHttpClient\\.Builder"
                    + "|\\bHttpClient\\.new|HttpURLConnection|\\.openConnection\\(|\\.openStream\\(|\\bnew Socket\\("
                    + "|SocketChannel\\.open|\\bJsoup\\.connect|createHttpClient|WebClient\\.create|\\bXmlReader\\(\\s*new URL");

    @Test
    void oneClassAloneMakesConnections() throws IOException {
        var sources = Path.of(System.getProperty("orrery.root"), "fetcher", "src", "main", "java");
        List<String> doors;
        try (Stream<Path> files = Files.walk(sources)) {
            doors = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> WAYS_OUT.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }

        assertThat(doors).containsExactly("OutgoingHttp.java");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("a source cannot be read", e);
        }
    }
}
