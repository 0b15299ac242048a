package dev.orrery.publisher.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Style sheet, script and icon. Their addresses hold a hash of their content, so browsers may keep them for ever.
public final class Assets {
    private static final String FOLDER = "/assets/";
    private static final int HASH_CHARACTERS = 10;

    private final Map<String, Rendering> byPath = new HashMap<>();
    private final String style;
    private final String script;
    private final Rendering icon;
    private final String iconPath;

    /// @param theme a folder on the class path
    public Assets(String theme) {
        style = add(theme + "/planet.css", "planet", "css", "text/css; charset=utf-8");
        script = add(theme + "/live.js", "live", "js", "text/javascript; charset=utf-8");
        iconPath = add(theme + "/icon.svg", "icon", "svg", "image/svg+xml");
        icon = Objects.requireNonNull(byPath.get(iconPath));
    }

    /// The address of the style sheet.
    public String style() {
        return style;
    }

    /// The address of the script that keeps an open page up to date.
    public String script() {
        return script;
    }

    /// The address of the icon.
    public String icon() {
        return iconPath;
    }

    @Nullable
    Rendering at(String path) {
        return byPath.get(path);
    }

    /// For those who ask for `/favicon.ico` without having looked at a page.
    Rendering favicon() {
        return icon;
    }

    private String add(String resource, String name, String extension, String type) {
        var rendering = Rendering.of(type, read(resource), Optional.empty());
        var path = FOLDER + name + "-" + rendering.hash().substring(0, HASH_CHARACTERS) + "." + extension;
        byPath.put(path, rendering);
        return path;
    }

    static Rendering robots() {
        return Rendering.of(
                "text/plain; charset=utf-8",
                "User-agent: *\nDisallow:\n".getBytes(StandardCharsets.UTF_8),
                Optional.empty());
    }

    private static byte[] read(String resource) {
        try (var in = Assets.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
