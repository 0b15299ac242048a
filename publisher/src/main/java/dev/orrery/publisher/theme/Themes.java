package dev.orrery.publisher.theme;

import dev.orrery.publisher.serve.Rendering;
import io.quarkus.qute.TemplateException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The themes there are: `modern` and `classic`, and one for each folder in the operator's folder of themes. A theme of
/// the operator's extends one of ours (`extends = classic` in its `theme.properties`; `modern` otherwise) and overrides
/// single files of it.
///
/// A theme that cannot be used changes nothing: the version before it stays, or what it extends, and the log names file
/// and line.
public final class Themes implements AutoCloseable {
    /// Where the files of themes are served.
    public static final String FOLDER = "/assets/";

    public static final String MODERN = "modern";

    private static final Logger LOG = LoggerFactory.getLogger(Themes.class);
    private static final String MANIFEST = "theme.properties";
    private static final List<String> OURS = List.of(MODERN, "classic");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern HASHED = Pattern.compile("(.+)-[0-9a-f]{10}(\\.[a-z0-9]+)");
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final @Nullable Path folder;
    private final UnaryOperator<String> finish;
    private final Map<String, Version> versions = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param print of the files it was made of
    private record Version(String print, Theme theme) {}

    /// @param folder of the operator's themes, a folder each
    public Themes(@Nullable Path folder) {
        this(folder, UnaryOperator.identity());
    }

    /// @param finish what is done to each page in the end
    public Themes(@Nullable Path folder, UnaryOperator<String> finish) {
        this.folder = folder;
        this.finish = finish;
        OURS.forEach(name -> versions.put(name, new Version("", new Theme(name, ours(name)))));
        look();
    }

    /// The theme of that name, else `modern`: a planet is read by people even when its theme is mistyped.
    public Theme get(String name) {
        var version = versions.get(name);
        return version != null ? version.theme : Objects.requireNonNull(versions.get(MODERN)).theme;
    }

    /// Renders by a theme, and in `modern` where one of its templates fails.
    public byte[] render(String name, String template, Object view) {
        return finish.apply(rendered(name, template, view)).getBytes(StandardCharsets.UTF_8);
    }

    private String rendered(String name, String template, Object view) {
        var theme = get(name);
        try {
            return theme.render(template, view);
        } catch (TemplateException e) {
            if (OURS.contains(theme.name())) {
                throw e;
            }
            LOG.error("{} The page is shown in {} meanwhile.", theme.told(e), MODERN);
            return get(MODERN).render(template, view);
        }
    }

    /// A file of a theme.
    ///
    /// @param forEver whether its address holds the hash of this very content
    public record Asset(Rendering rendering, boolean forEver) {}

    /// @param path `/assets/modern/planet-0123456789.css`, with or without the hash: style sheets name files without
    /// @return null if there is none
    public @Nullable Asset at(String path) {
        if (!path.startsWith(FOLDER)) {
            return null;
        }
        int slash = path.indexOf('/', FOLDER.length());
        var version = slash < 0 ? null : versions.get(path.substring(FOLDER.length(), slash));
        if (version == null) {
            return null;
        }
        var file = path.substring(slash + 1);
        var hashed = HASHED.matcher(file);
        if (hashed.matches()) {
            var plain = version.theme.asset(hashed.group(1) + hashed.group(2));
            if (plain != null) {
                return new Asset(plain, path.equals(version.theme.url(hashed.group(1) + hashed.group(2))));
            }
        }
        var rendering = version.theme.asset(file);
        return rendering == null ? null : new Asset(rendering, false);
    }

    /// Looks every second whether a theme was changed.
    ///
    /// @param changed told when one was
    public void start(Runnable changed) {
        if (folder != null) {
            Thread.ofVirtual().name("themes").start(() -> watch(changed));
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void watch(Runnable changed) {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (look()) {
                    changed.run();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether any theme is another now.
    boolean look() {
        if (folder == null) {
            return false;
        }
        boolean changed = false;
        try (Stream<Path> themes = Files.list(folder)) {
            for (var theme : themes.filter(Files::isDirectory).sorted().toList()) {
                changed |= look(theme);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.error("The themes in {} cannot be read: {}. Those that are known stay.", folder, e.getMessage());
        }
        return changed;
    }

    private boolean look(Path theme) throws IOException {
        var name = theme.getFileName().toString();
        if (!NAME.matcher(name).matches() || OURS.contains(name)) {
            return false;
        }
        var print = print(theme);
        var before = versions.get(name);
        if (before != null && before.print.equals(print)) {
            return false;
        }
        var problems = new ArrayList<String>();
        var fresh = new Theme(name, files(theme, problems));
        problems.addAll(fresh.problems());
        if (problems.isEmpty()) {
            LOG.info("Theme {} is in use. folder={}", name, theme);
            versions.put(name, new Version(print, fresh));
            return true;
        }
        problems.forEach(problem -> LOG.error("Theme {}: {}", name, problem));
        LOG.error(
                "Theme {} is not used as it is; {} stays until it is mended.",
                name,
                before == null ? "the theme that it extends" : "the version before");
        var files = files(theme, new ArrayList<>());
        var instead = before == null ? new Theme(name, files.subList(1, files.size())) : before.theme;
        versions.put(name, new Version(print, instead));
        return before == null;
    }

    private static List<ThemeFiles> files(Path theme, List<String> problems) {
        var own = new ThemeFiles.Folder(theme);
        var extended = new Properties();
        var manifest = own.read(MANIFEST);
        if (manifest != null) {
            try {
                extended.load(new StringReader(new String(manifest, StandardCharsets.UTF_8)));
            } catch (IOException | IllegalArgumentException e) {
                problems.add("%s: %s".formatted(own.where(MANIFEST), e.getMessage()));
            }
        }
        var base = extended.getProperty("extends", MODERN).strip();
        if (!OURS.contains(base)) {
            problems.add("%s: extends = %s, but it can only be %s"
                    .formatted(own.where(MANIFEST), base, String.join(" or ", OURS)));
        }
        var files = new ArrayList<ThemeFiles>();
        files.add(own);
        files.addAll(ours(OURS.contains(base) ? base : MODERN));
        return files;
    }

    /// Each of ours stands on `modern`.
    private static List<ThemeFiles> ours(String name) {
        return Stream.of(name, MODERN)
                .distinct()
                .<ThemeFiles>map(one -> new ThemeFiles.BuiltIn("themes/" + one))
                .toList();
    }

    private static String print(Path theme) throws IOException {
        try (Stream<Path> files = Files.walk(theme, 5)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(Themes::printOf)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String printOf(Path file) {
        try {
            return "%s %s %d".formatted(file, Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
