package dev.orrery.publisher.theme;

import dev.orrery.publisher.serve.Rendering;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A theme as it is at one moment. Its own files come first, then those of the theme that it extends.
///
/// Everything a template writes is escaped; what is markup already says so by its type (`RawString`), which only views
/// make, of what the enricher sanitized. Templates have no way to call it so themselves.
public final class Theme {
    static final String TEMPLATE = ".html";

    private static final String HTML = "text/html";
    private static final int HASH_CHARACTERS = 10;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final String name;
    private final List<ThemeFiles> files;
    private final Engine engine;
    private final Map<String, Rendering> assets = new ConcurrentHashMap<>();

    /// @param files the theme's own, then those of what it extends
    Theme(String name, List<ThemeFiles> files) {
        this.name = name;
        this.files = List.copyOf(files);
        this.engine = Engine.builder()
                .addDefaultSectionHelpers()
                .addValueResolvers(
                        ValueResolvers.mapResolver(),
                        ValueResolvers.mapperResolver(),
                        ValueResolvers.mapEntryResolver(),
                        ValueResolvers.collectionResolver(),
                        ValueResolvers.listResolver(),
                        ValueResolvers.thisResolver(),
                        ValueResolvers.orResolver(),
                        ValueResolvers.orEmpty(),
                        ValueResolvers.trueResolver(),
                        ValueResolvers.logicalAndResolver(),
                        ValueResolvers.logicalOrResolver(),
                        ValueResolvers.equalsResolver(),
                        new RecordFields())
                .addResultMapper(new HtmlEscaper(List.of(HTML)))
                .addLocator(this::locate)
                .strictRendering(true)
                .removeStandaloneLines(true)
                .build();
    }

    public String name() {
        return name;
    }

    /// @throws TemplateException if the template asks for what is not there; its origin says where
    public String render(String template, Object view) {
        return engine.getTemplate(template).data("page", view).render();
    }

    /// The address of a file of the theme, with a hash of its content in it.
    ///
    /// @throws IllegalArgumentException if the theme has no such file
    public String url(String file) {
        int dot = file.lastIndexOf('.');
        var hash = file(file).hash().substring(0, HASH_CHARACTERS);
        return "%s%s/%s-%s%s".formatted(Themes.FOLDER, name, file.substring(0, dot), hash, file.substring(dot));
    }

    /// A file of the theme.
    ///
    /// @throws IllegalArgumentException if the theme has no such file
    public Rendering file(String file) {
        var rendering = asset(file);
        if (rendering == null) {
            throw new IllegalArgumentException("the theme %s has no %s".formatted(name, file));
        }
        return rendering;
    }

    /// A file that browsers may ask for; null if there is none, or it is of a kind that is not served.
    @Nullable
    Rendering asset(String file) {
        // What is not there is not remembered: anybody can ask for any name.
        var known = assets.get(file);
        return known == null ? read(file) : known;
    }

    /// What is wrong with the theme's own templates, one line each, with file and line.
    List<String> problems() {
        var problems = new ArrayList<String>();
        var own = files.getFirst();
        for (var template : own.templates()) {
            var bytes = own.read(template);
            var text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
            TemplateCheck.of(text)
                    .forEach(problem -> problems.add(
                            "%s:%d: %s".formatted(own.where(template), problem.line(), problem.message())));
            try {
                engine.getTemplate(template.substring(0, template.length() - TEMPLATE.length()));
            } catch (TemplateException e) {
                problems.add(told(e, own.where(template)));
            }
        }
        return problems;
    }

    /// File, line and what is wrong there.
    String told(TemplateException problem) {
        return told(problem, "theme " + name);
    }

    private String told(TemplateException problem, String otherwise) {
        var origin = problem.getOrigin();
        var message = String.valueOf(problem.getMessage()).lines().findFirst().orElse("cannot be rendered");
        return origin == null
                ? "%s: %s".formatted(otherwise, message)
                : "%s:%d: %s".formatted(where(origin.getTemplateId() + TEMPLATE), origin.getLine(), message);
    }

    private String where(String file) {
        return files.stream()
                .filter(some -> some.read(file) != null)
                .findFirst()
                .orElse(files.getFirst())
                .where(file);
    }

    private @Nullable Rendering read(String file) {
        var type = TYPES.get(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        var bytes = type == null ? null : content(file).orElse(null);
        return type == null || bytes == null
                ? null
                : assets.computeIfAbsent(file, _ -> Rendering.of(type, bytes, Optional.empty()));
    }

    private Optional<byte[]> content(String file) {
        for (var some : files) {
            var bytes = some.read(file);
            if (bytes != null) {
                return Optional.of(bytes);
            }
        }
        return Optional.empty();
    }

    private Optional<TemplateLocation> locate(String template) {
        return content(template + TEMPLATE).map(bytes -> new Located(new String(bytes, StandardCharsets.UTF_8)));
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
