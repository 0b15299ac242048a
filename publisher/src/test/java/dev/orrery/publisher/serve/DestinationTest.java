package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Directory.Listing;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationTest {
    private final Listing clocks = listing("clocks", "clocks.example", "www.clocks.example");
    private final Listing stars = listing("stars", "clocks.example");
    private final Directory directory = new Directory(List.of(stars, clocks));

    @Test
    void aPlanetIsAFolder() {
        assertThat(of("localhost", "/clocks/")).isEqualTo(home(Format.PAGE));
        assertThat(of("localhost", "/clocks/atom.xml")).isEqualTo(home(Format.ATOM));
        assertThat(of("localhost", "/clocks/rss20.xml")).isEqualTo(home(Format.RSS));
        assertThat(of("localhost", "/clocks/opml.xml")).isEqualTo(home(Format.OPML));
    }

    @Test
    void onePlanetHasOneAddress() {
        assertThat(of("localhost", "/clocks")).isEqualTo(new Destination.Moved("/clocks/"));
        assertThat(of("localhost", "/clocks/index.html")).isEqualTo(new Destination.Moved("/clocks/"));
        assertThat(of("www.clocks.example", "/index.html")).isEqualTo(new Destination.Moved("/"));
    }

    @Test
    void aPlanetAnswersUnderItsOwnHost() {
        assertThat(of("www.clocks.example", "/")).isEqualTo(own(Format.PAGE));
        assertThat(of("WWW.Clocks.Example", "/atom.xml")).isEqualTo(own(Format.ATOM));
        assertThat(of("www.clocks.example", "/nope")).isEqualTo(new Destination.NoPage(clocks, "/"));
    }

    @Test
    void ofTwoPlanetsThatClaimAHostOneGetsItAlways() {
        assertThat(of("clocks.example", "/")).isEqualTo(own(Format.PAGE));
        assertThat(Destination.of("clocks.example", "/", new Directory(List.of(clocks, stars))))
                .isEqualTo(own(Format.PAGE));
    }

    @Test
    void anyOtherHostShowsTheFrontPage() {
        assertThat(of("localhost", "/")).isEqualTo(new Destination.Front());
        assertThat(of("", "/index.html")).isEqualTo(new Destination.Moved("/"));
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        assertThat(of("localhost", "/clock/")).isEqualTo(new Destination.NoPlanet("clock"));
        assertThat(of("localhost", "/clocks/2020/13/")).isEqualTo(new Destination.NoPage(clocks, "/clocks/"));
    }

    @Test
    void aSlipOfTheFingerIsUnderstood() {
        var planets = List.of(clocks, stars, listing("virt-tools"));

        assertThat(Similar.to("cloks", planets)).containsExactly(clocks);
        assertThat(Similar.to("Virt", planets)).extracting(Listing::slug).containsExactly("virt-tools");
        assertThat(Similar.to("gardening", planets)).isEmpty();
        assertThat(Similar.to("", planets)).isEmpty();
    }

    private Destination own(Format format) {
        return new Destination.Output(clocks, "/", Wanted.home(format));
    }

    private Destination home(Format format) {
        return new Destination.Output(clocks, "/clocks/", Wanted.home(format));
    }

    private Destination of(String host, String path) {
        return Destination.of(host, path, directory);
    }

    private static Listing listing(String slug, String... hosts) {
        return new Listing(slug, slug, null, "https://planets.example/" + slug + "/", List.of(hosts), "en");
    }
}
