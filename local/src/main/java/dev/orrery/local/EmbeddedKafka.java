package dev.orrery.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A real Kafka broker (KRaft, one node, broker and controller in one) inside this JVM. Its records outlive it in its
/// folder.
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// Starts a broker; returns when it accepts requests.
    ///
    /// @param folder where records are kept; made when missing
    /// @param port   on the loopback address only
    public static EmbeddedKafka start(Path folder, int port) throws IOException {
        var settings = settings(folder, port, freePort());
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, port);
    }

    public String bootstrap() {
        return HOST + ":" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws IOException {
        Files.createDirectories(folder);
        var formatter = new Formatter();
        formatter.setNodeId(NODE);
        formatter.setClusterId(Uuid.randomUuid().toString());
        formatter.setDirectories(List.of(folder.toString()));
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setMetadataLogDirectory(folder.toString());
        formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException("cannot prepare Kafka's folder " + folder, e);
        }
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        var p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE));
        p.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        p.put("controller.listener.names", "CONTROLLER");
        p.put("listeners", "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, controllerPort));
        p.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(HOST, port));
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("inter.broker.listener.name", "PLAINTEXT");
        p.put("log.dirs", folder.toString());
        p.put("auto.create.topics.enable", "false");
        p.put("offsets.topic.num.partitions", "1");
        for (var topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.put(topic + ".replication.factor", "1");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        // After a kill -9 the broker's old registration must expire before it may come back: 9 s by default.
        p.put("broker.session.timeout.ms", "1500");
        p.put("broker.heartbeat.interval.ms", "300");
        // The cleaner's buffer is 128 MB by default, more than the whole broker needs here.
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        p.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "2");
        p.put("background.threads", "2");
        p.put("num.recovery.threads.per.data.dir", "2");
        // A process that is killed loses nothing that was written; a machine that loses power might. One second is
        // what a laptop can lose.
        p.put("log.flush.interval.ms", "1000");
        return p;
    }

    /// A port that was free a moment ago, for the controller: nobody but this broker talks to it.
    static int freePort() throws IOException {
        return freePorts(1)[0];
    }

    /// As many ports as asked for, free a moment ago and different from each other.
    public static int[] freePorts(int count) throws IOException {
        var sockets = new ServerSocket[count];
        for (int i = 0; i < count; i++) {
            sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
        var ports =
                IntStream.range(0, count).map(i -> sockets[i].getLocalPort()).toArray();
        for (var socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
