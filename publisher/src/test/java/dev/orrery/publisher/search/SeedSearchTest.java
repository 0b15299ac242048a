package dev.orrery.publisher.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Planet;
import dev.orrery.publisher.Seed;
import dev.orrery.publisher.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// planet.virt-tools.org of March 2020, asked as its readers would ask.
@EnabledIf("dev.orrery.publisher.Seed#isThere")
class SeedSearchTest {
    @TempDir
    private static Path folder;

    private static Planet planet;
    private static Indexed indexed;

    @BeforeAll
    static void fill() throws Exception {
        try (var store = new Store()) {
            var seed = Seed.read();
            planet = seed.planet();
            seed.fill(store);
            indexed = new Indexed(folder);
            indexed.fill(store);
        }
    }

    @AfterAll
    static void close() {
        indexed.close();
    }

    @Test
    void whatAPostIsAboutComesFirst() throws IOException {
        assertThat(found("gdb scripting")).first().isEqualTo("An introduction to GDB scripting in Python");
        assertThat(found("scripts gdb")).first().isEqualTo("An introduction to GDB scripting in Python");
        assertThat(found("vsock nested")).first().isEqualTo("AF_VSOCK: nested VMs and loopback support available");
        assertThat(found("libvirt daemon split")).first().isEqualTo("libvirt: split of the monolithic libvirtd daemon");
        assertThat(found("cirros")).first().isEqualTo("CirrOS 0.5.0 released");
        assertThat(found("\"cpu utilization\"")).first().isEqualTo("Why CPU Utilization Metrics are Confusing");
        assertThat(found("pci ids")).first().isEqualTo("PCI IDs for virtual devices");
        assertThat(found("ENOMEM abort")).first().isEqualTo("Libvirt: abort() when seeing ENOMEM errors");
        assertThat(found("outreachy internship").subList(0, 2))
                .contains("Apply for QEMU Outreachy 2020 May-August internships now!");
    }

    @Test
    void versionsAreFound() throws IOException {
        assertThat(found("qemu 4.2.0 released")).first().isEqualTo("QEMU version 4.2.0 released");
        assertThat(found("v4.2")).contains("QEMU v4.2 released");
    }

    @Test
    void filtersAgreeWithThePage() throws IOException {
        assertThat(indexed.titles(planet, "feed:berrange date:2020-02", Sorting.NEWEST))
                .containsExactly(
                        "libvirt: an “embedded” QEMU driver mode for isolated usage",
                        "libvirt: split of the monolithic libvirtd daemon",
                        "Libvirt: programming language and document format consolidation");
        assertThat(indexed.titles(planet, "after:2020-03 before:2020-04", Sorting.NEWEST))
                .containsExactly("Sharing PCIe cards across architectures", "CirrOS 0.5.0 released");
        assertThat(found("feed:marcin cirros")).contains("CirrOS 0.5.0 released");
        assertThat(found("feed:\"kvm on z\" released -sles"))
                .contains("QEMU v4.2 released")
                .doesNotContain("SLES 12 SP5 released", "QEMU version 4.2.0 released");
    }

    @Test
    void everyPostIsFoundByItsTitle() throws IOException {
        var all = indexed.titles(planet, "after:2019-12", Sorting.NEWEST);
        assertThat(all).hasSizeGreaterThan(15);
        for (var title : all) {
            assertThat(found("\"" + title.replace('“', ' ').replace('”', ' ').replace('"', ' ') + "\""))
                    .as(title)
                    .first()
                    .isEqualTo(title);
        }
    }

    private static List<String> found(String typed) throws IOException {
        return indexed.titles(planet, typed);
    }
}
