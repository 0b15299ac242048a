package dev.orrery.publisher.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.qute.TemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThemesTest {
    @TempDir
    Path folder;

    record Page(String title, List<String> tags) {}

    private final Page page = new Page("Gears & <b>wheels</b> \"now\"", List.of("brass"));

    @Test
    void aThemeOverridesSingleFiles() throws Exception {
        write("brass/planet.css", "body { color: gold }");
        write("brass/own.html", "<h1>{page.title}</h1>{#include face face=page small=false /}");
        write("brass/face.html", "<i>{face.title}</i>");
        var themes = new Themes(folder);

        assertThat(text(themes.render("brass", "own", page)))
                .isEqualTo("<h1>Gears &amp; &lt;b&gt;wheels&lt;/b&gt; &quot;now&quot;</h1>"
                        + "<i>Gears &amp; &lt;b&gt;wheels&lt;/b&gt; &quot;now&quot;</i>");
        var style = themes.at(themes.get("brass").url("planet.css"));
        assertThat(style.forEver()).isTrue();
        assertThat(themes.get("brass").url("icon.svg")).startsWith("/assets/brass/icon-");
        assertThat(themes.at("/assets/brass/planet.css").forEver()).isFalse();
    }

    @Test
    void aPlanetWhoseThemeIsUnknownIsModern() {
        assertThat(new Themes(folder).get("nope").name()).isEqualTo("modern");
        assertThat(new Themes(null).get("classic").name()).isEqualTo("classic");
    }

    @Test
    void aMistakeIsNamedAndTheLastGoodVersionStays() throws Exception {
        write("brass/own.html", "one\n{page.title}");
        var themes = new Themes(folder);
        write("brass/own.html", "two\n\n{#if page.title}\nnever closed");

        assertThat(new Theme("brass", List.of(new ThemeFiles.Folder(folder.resolve("brass")))).problems())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("brass/own.html") + ":4: ");
        themes.look();
        assertThat(text(themes.render("brass", "own", page))).startsWith("one");

        write("brass/own.html", "three, mended");
        assertThat(themes.look()).isTrue();
        assertThat(text(themes.render("brass", "own", page))).isEqualTo("three, mended");
        assertThat(themes.look()).isFalse();
    }

    @Test
    void whatIsBrokenFromTheBeginningIsShownByWhatItExtends() throws Exception {
        write("brass/face.html", "{#for}");
        write("brass/theme.properties", "extends = classic");
        var themes = new Themes(folder);

        assertThat(themes.get("brass").url("planet.css")).startsWith("/assets/brass/planet-");
    }

    @Test
    void aTemplateReadsViewsAndNothingElse() throws Exception {
        write("brass/one.html", "{page.tags.size}");
        write("brass/two.html", "{page.class.name}");
        write("brass/three.html", "{page.title.raw}");
        write("brass/four.html", "{page.title.getBytes}");
        var theme = new Theme("brass", List.of(new ThemeFiles.Folder(folder.resolve("brass"))));

        assertThat(theme.render("one", page)).isEqualTo("1");
        for (var template : List.of("two", "three", "four")) {
            assertThat(catchThrowable(() -> theme.render(template, page))).isInstanceOf(TemplateException.class);
        }
    }

    @Test
    void noFileOutsideTheThemeIsServed() throws Exception {
        write("brass/planet.css", "x");
        write("secret.css", "y");
        Files.createSymbolicLink(folder.resolve("brass/link.css"), folder.resolve("secret.css"));
        var themes = new Themes(folder);

        assertThat(themes.at("/assets/brass/../secret.css")).isNull();
        assertThat(themes.at("/assets/brass/link.css")).isNull();
        assertThat(themes.at("/assets/brass/theme.properties")).isNull();
        assertThat(themes.at("/assets/brass/planet.html")).isNull();
        assertThat(themes.at("/assets/modern/planet.css")).isNotNull();
    }

    @Test
    void whatIsPutThereLaterIsServed() throws Exception {
        write("brass/planet.css", "x");
        var themes = new Themes(folder);
        assertThat(themes.at("/assets/brass/logo.css")).isNull();

        write("brass/logo.css", "y");

        assertThat(themes.at("/assets/brass/logo.css")).isNotNull();
    }

    @Test
    void textMayNotStandWhereItIsMoreThanText() {
        assertThat(TemplateCheck.of(
                        "<p title={page.title}>\n<a onclick=\"go({page.title})\">\n<script>var a = '{page.title}'</script>"
                                + "\n<b style='x:{page.title}' {page.title}>"))
                .extracting(TemplateCheck.Problem::line)
                .containsExactly(1, 2, 3, 4, 4);
        assertThat(TemplateCheck.of(
                        "<p title=\"{page.title}\"{#if page.title} lang='{page.title}'{/if}>{page.title}</p>"
                                + "{! <p x={page.title}> !}<style>a { color: red }</style>"))
                .isEmpty();
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
