package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.publisher.library.View;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    static final List<Wanted> ALL = List.of(
            Wanted.home(Format.PAGE),
            Wanted.home(Format.TITLES),
            Wanted.home(Format.ATOM),
            Wanted.home(Format.OPML),
            Wanted.home(Format.HEALTH),
            new Wanted(View.LATEST, 2, Format.PAGE),
            new Wanted(View.LATEST, 17, Format.TITLES),
            new Wanted(new View.Tagged("c++ & 日本/語?"), 1, Format.PAGE),
            new Wanted(new View.Tagged("qemu"), 3, Format.PAGE),
            new Wanted(new View.By("marcin-juszkiewicz"), 1, Format.JSON),
            new Wanted(new View.From("ann"), 1, Format.RDF),
            new Wanted(new View.In(YearMonth.of(2020, 3)), 1, Format.PAGE),
            new Wanted(new View.In(YearMonth.of(2020, 3)), 2, Format.TITLES),
            new Wanted(new View.On(LocalDate.of(2020, 3, 25)), 1, Format.PAGE),
            new Wanted(new View.On(LocalDate.of(2020, 3, 25)), 1, Format.ATOM),
            new Wanted(new View.Single("e-1"), 1, Format.PAGE),
            new Wanted(new View.Single("e-1"), 1, Format.WHY),
            new Wanted(new View.Single("e-1"), 1, Format.LIVE),
            new Wanted(new View.Tagged("qemu"), 1, Format.LIVE),
            Wanted.home(Format.LIVE));

    @ParameterizedTest
    @FieldSource("ALL")
    void whatIsWrittenIsRead(Wanted wanted) {
        assertThat(Address.meaning(Address.of(wanted))).isEqualTo(new Address.Meaning.Found(wanted));
    }

    @Test
    void addressesAreWhatPeopleExpect() {
        assertThat(Address.of(new Wanted(new View.Tagged("qemu"), 2, Format.PAGE)))
                .isEqualTo("tag/qemu/page/2");
        assertThat(Address.of(new Wanted(new View.In(YearMonth.of(2020, 3)), 1, Format.ATOM)))
                .isEqualTo("2020/03/atom.xml");
        assertThat(Address.entry("e-1", "CirrOS 0.5.0 released!")).isEqualTo("entry/e-1/cirros-0-5-0-released");
        assertThat(Address.entry("e-1", "…")).isEqualTo("entry/e-1/post");
        assertThat(Address.up("")).isEqualTo("./");
        assertThat(Address.up("tag/qemu/page/2")).isEqualTo("../../../");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "page",
                "page/",
                "page/0",
                "page/01",
                "page/x",
                "page/1234567",
                "tag",
                "tag/",
                "tag//",
                "2020/",
                "2020/13/",
                "2020/02/30/",
                "2020/03/25/1/",
                "tag/qemu/opml.xml",
                "tag/qemu/health",
                "opml.xml/page/2",
                "atom.xml/page",
                "entry/",
                "entry/a/b/c",
                "/",
                "a//b",
                "titles/page",
                "tag/%zz/"
            })
    void whatCannotBeIsNothing(String path) {
        assertThat(Address.meaning(path)).isNull();
    }

    @Test
    void theSameThingHasOneAddress() {
        assertThat(Address.meaning("index.html")).isEqualTo(new Address.Meaning.Moved(""));
        assertThat(Address.meaning("tag/qemu")).isEqualTo(new Address.Meaning.Moved("tag/qemu/"));
        assertThat(Address.meaning("tag/日本/"))
                .isEqualTo(new Address.Meaning.Found(new Wanted(new View.Tagged("日本"), 1, Format.PAGE)));
        assertThat(Address.meaning("tag/c#")).isEqualTo(new Address.Meaning.Moved("tag/c%23/"));
        assertThat(Address.meaning("titles/")).isEqualTo(new Address.Meaning.Moved("titles"));
        assertThat(Address.meaning("atom.xml/page/1")).isEqualTo(new Address.Meaning.Moved("atom.xml"));
        assertThat(Address.meaning("tag/qemu/atom.xml/page/2"))
                .isEqualTo(new Address.Meaning.Found(new Wanted(new View.Tagged("qemu"), 2, Format.ATOM)));
        assertThat(Address.meaning("page/1")).isEqualTo(new Address.Meaning.Moved(""));
        assertThat(Address.meaning("2020/3/5")).isEqualTo(new Address.Meaning.Moved("2020/03/05/"));
        assertThat(Address.meaning("entry/e-1")).isEqualTo(new Address.Meaning.Moved("entry/e-1/post"));
        assertThat(Address.meaning("entry/e-1/")).isEqualTo(new Address.Meaning.Moved("entry/e-1/post"));
        assertThat(Address.meaning("entry/e-1/gears/")).isEqualTo(new Address.Meaning.Moved("entry/e-1/gears"));
        assertThat(Address.meaning("entry/e-1/any-words"))
                .isEqualTo(new Address.Meaning.Found(new Wanted(new View.Single("e-1"), 1, Format.PAGE)));
    }
}
