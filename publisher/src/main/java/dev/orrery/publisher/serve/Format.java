package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Edition;
import org.jspecify.annotations.Nullable;

/// A form in which a planet is served, at the name that planets have traditionally given it.
public enum Format {
    PAGE("", "text/html; charset=utf-8"),
    ATOM("atom.xml", "application/atom+xml; charset=utf-8"),
    RSS("rss20.xml", "application/rss+xml; charset=utf-8"),
    OPML("opml.xml", "text/x-opml; charset=utf-8");

    private final String file;
    private final String type;

    Format(String file, String type) {
        this.file = file;
        this.type = type;
    }

    /// Below the planet's address.
    public String file() {
        return file;
    }

    public String type() {
        return type;
    }

    static @Nullable Format named(String file) {
        for (var format : values()) {
            if (format.file.equals(file)) {
                return format;
            }
        }
        return null;
    }

    /// Turns an edition into bytes.
    @FunctionalInterface
    public interface Renderer {
        byte[] render(Edition edition);

        default Rendering rendering(Format format, Edition edition) {
            return Rendering.of(format.type(), render(edition), edition.modified());
        }
    }
}
