package dev.orrery.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where everything listens.
record Ports(int publisher, int fetcher, int enricher, int kafka, int mongodb, int sample) {
    private static final int HIGHEST = 65_535;

    static final Ports DEFAULT = new Ports(8080, 8081, 8082, 9092, 27017, 8085);

    /// Six in a row, so that two instances can run side by side.
    static Ports from(int base) throws UserTrouble {
        if (base < 1 || base + 5 > HIGHEST) {
            throw new UserTrouble(
                    "--base-port %d does not work: it and the five ports after it must lie between 1 and %d."
                            .formatted(base, HIGHEST));
        }
        return new Ports(base, base + 1, base + 2, base + 3, base + 4, base + 5);
    }

    /// Where the sample planet's blogs are; relative addresses in planet files lead there.
    URI sampleAddress() {
        return URI.create("http://localhost:%d/".formatted(sample));
    }

    /// Better one sentence now than a stack trace from a process later.
    void requireFree() throws UserTrouble {
        for (var port : byName().entrySet()) {
            if (!isFree(port.getValue())) {
                throw new UserTrouble(
                        "Port %d, wanted for %s, is taken by another program: stop that program, or choose other ports with --base-port N."
                                .formatted(port.getValue(), port.getKey()));
            }
        }
    }

    private Map<String, Integer> byName() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("the publisher", publisher);
        ports.put("the fetcher", fetcher);
        ports.put("the enricher", enricher);
        ports.put("Kafka", kafka);
        ports.put("MongoDB", mongodb);
        ports.put("the sample blogs", sample);
        return ports;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As servers do: a port whose last connections are still in TIME_WAIT is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
