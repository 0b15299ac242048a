package dev.orrery.enricher.sanitize;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Writes the attributes of an element that stays: those named here, with values that were understood, and no others.
final class Attributes {
    /// Links on a planet vouch for nothing, but the author's site may see that a reader came from the planet.
    private static final String REL = " rel=\"nofollow noopener ugc\"";

    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,6}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,7}");
    private static final Pattern ALIGNMENT =
            Pattern.compile("(?i)(?:^|;)\\s*text-align\\s*:\\s*(left|right|center)\\s*(?:;|$)");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w.+-]+/[\\w.+-]+(?:\\s*;\\s*[\\w.+-]+=[\\w.+,\" -]+)*");
    private static final Pattern QUERY = Pattern.compile("[\\w\\s().,:%<>=/+*-]{1,500}");
    private static final Pattern MOMENT = Pattern.compile("[\\w\\s:.+-]{1,40}");
    private static final Set<String> COMMON = Set.of("dir", "id", "lang", "name", "title", "xml:lang");
    private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl", "auto");
    private static final Set<String> SCOPES = Set.of("row", "col", "rowgroup", "colgroup");
    private static final Set<String> TRACKS = Set.of("subtitles", "captions", "descriptions", "chapters");
    private static final Set<String> ALIGNMENTS = Set.of("left", "right", "center");
    private static final Set<String> LIST_STYLES = Set.of("1", "a", "A", "i", "I");
    private static final int MAX_SPAN = 1_000;

    private final Output out;
    private final Resources resources;
    private Element element;

    /// Most elements have none of those that any may have.
    private boolean hasCommon;

    Attributes(Element element, Output out, Resources resources) {
        this.element = element;
        this.out = out;
        this.resources = resources;
    }

    /// Looks through the attributes of the element that is meant from now on.
    void read(Element element, Removals removals) {
        this.element = element;
        hasCommon = false;
        if (element.attributesSize() == 0) {
            return;
        }
        for (var attribute : element.attributes()) {
            var name = attribute.getKey();
            if (COMMON.contains(name)) {
                hasCommon = true;
            } else if (name.startsWith("on")) {
                removals.count(Reason.SCRIPT, name);
            } else if ("style".equals(name)) {
                removals.count(Reason.LOOK, name);
            }
        }
    }

    /// @param as the name the element is written under
    void write(String as) {
        common();
        switch (as) {
            case "a" -> link();
            case "blockquote", "q" -> address("cite");
            case "del", "ins" -> {
                address("cite");
                matching("datetime", MOMENT);
            }
            case "time" -> matching("datetime", MOMENT);
            case "ol" -> list();
            case "li" -> matching("value", NUMBER);
            case "td", "th" -> cell(as);
            case "col", "colgroup" -> span("span");
            case "code", "pre" -> put("class", CodeLanguage.of(element));
            case "details" -> flag("open");
            case "audio", "video" -> media(as);
            case "source" -> source();
            case "track" -> track();
            default -> {}
        }
    }

    /// @param address already looked at
    void writeImage(String address) {
        common();
        put("src", address);
        candidates();
        put("alt", attr("alt"));
        length("width");
        length("height");
        out.append(" loading=\"lazy\" decoding=\"async\"");
    }

    void writeLink(String address) {
        out.attribute("href", address);
        out.append(REL);
    }

    private void common() {
        if (!hasCommon) {
            return;
        }
        put("id", resources.footnotes().written(element));
        line("title");
        var language = has("lang") ? attr("lang") : attr("xml:lang");
        put("lang", !language.isEmpty() && LANGUAGE_TAG.matcher(language).matches() ? language : null);
        oneOf("dir", DIRECTIONS);
    }

    private void link() {
        var reference = attr("href");
        var within = resources.footnotes().link(reference);
        if (within != null) {
            put("href", within);
            return;
        }
        var address = resources.link(resources.footnotes().unprefixed(reference));
        if (address == null) {
            return;
        }
        put("href", address);
        matching("hreflang", LANGUAGE_TAG);
        out.append(REL);
    }

    private void list() {
        flag("reversed");
        matching("start", NUMBER);
        var type = attr("type");
        put("type", LIST_STYLES.contains(type) ? type : null);
    }

    private void cell(String as) {
        span("colspan");
        span("rowspan");
        alignment();
        if ("th".equals(as)) {
            oneOf("scope", SCOPES);
            line("abbr");
        }
    }

    /// Columns of numbers stand to the right: tables lean on it, and there is an attribute that says so without style.
    private void alignment() {
        var style = ALIGNMENT.matcher(attr("style"));
        var value = style.find() ? style.group(1) : attr("align").strip();
        var lower = value.toLowerCase(Locale.ROOT);
        put("align", ALIGNMENTS.contains(lower) ? lower : null);
    }

    private void media(String as) {
        source("src");
        if ("video".equals(as)) {
            address("poster");
            length("width");
            length("height");
        }
        put("controls", "");
        flag("loop");
        flag("muted");
        put("preload", "none");
    }

    private void source() {
        source("src");
        candidates();
        matching("type", MEDIA_TYPE);
        matching("media", QUERY);
        length("width");
        length("height");
    }

    private void track() {
        address("src");
        oneOf("kind", TRACKS);
        matching("srclang", LANGUAGE_TAG);
        line("label");
        flag("default");
    }

    private void candidates() {
        var written = Pictures.candidates(element);
        if (!written.isEmpty()) {
            var rewritten = Srcset.rewritten(written, resources::web);
            put("srcset", rewritten);
            if (rewritten != null) {
                matching("sizes", QUERY);
            }
        }
    }

    private void address(String name) {
        if (has(name)) {
            put(name, resources.web(attr(name)));
        }
    }

    /// As [#address], also where a script was to fill it in.
    private void source(String name) {
        var written = Pictures.source(element);
        put(name, written.isEmpty() ? null : resources.web(written));
    }

    private void length(String name) {
        var pixels = Pictures.pixels(attr(name));
        put(name, pixels == null ? null : pixels.toString());
    }

    private void span(String name) {
        var value = attr(name).strip();
        boolean number = NUMBER.matcher(value).matches();
        int count = number ? Integer.parseInt(value) : 0;
        put(name, count > 1 && count <= MAX_SPAN ? Integer.toString(count) : null);
    }

    private void oneOf(String name, Set<String> allowed) {
        var value = attr(name).strip().toLowerCase(Locale.ROOT);
        put(name, allowed.contains(value) ? value : null);
    }

    private void line(String name) {
        var line = Texts.line(attr(name));
        put(name, line.isEmpty() ? null : line);
    }

    private void matching(String name, Pattern allowed) {
        var value = attr(name).strip();
        put(name, !value.isEmpty() && allowed.matcher(value).matches() ? value : null);
    }

    private void flag(String name) {
        if (has(name)) {
            put(name, "");
        }
    }

    private String attr(String name) {
        return Given.value(element, name);
    }

    private boolean has(String name) {
        return Given.has(element, name);
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            out.attribute(name, value);
        }
    }
}
