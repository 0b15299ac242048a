package dev.orrery.publisher.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A folder of Qute templates. Everything a template writes is escaped; what is markup already says so by its type
/// (`RawString`), which only [PlanetPage] makes, of what the enricher sanitized.
public final class Theme {
    private static final String HTML = "text/html";

    private final String folder;
    private final Engine engine;

    /// @param folder on the class path
    public Theme(String folder) {
        this.folder = folder;
        this.engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(HTML)))
                .addLocator(this::locate)
                .strictRendering(true)
                .removeStandaloneLines(true)
                .build();
    }

    byte[] render(String template, Object view) {
        return engine.getTemplate(template).data("page", view).render().getBytes(StandardCharsets.UTF_8);
    }

    private Optional<TemplateLocation> locate(String name) {
        var path = "/" + folder + "/" + name + ".html";
        try (var in = Theme.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Located(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Located(String text) implements TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(HTML));
        }
    }
}
