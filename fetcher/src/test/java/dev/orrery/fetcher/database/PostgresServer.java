package dev.orrery.fetcher.database;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real PostgreSQL for tests, from the machine's own binaries, in a folder that goes with it. One for the whole test
/// run; every test gets an empty database of its own.
///
/// PostgreSQL refuses to run as root, so as root it is run as the user `postgres`, which its package creates.
public final class PostgresServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path binaries;
    private final Path folder;
    private final int port;

    private PostgresServer(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    private static final class Shared {
        private static final PostgresServer SERVER = start();
    }

    /// The one server of this process; it is stopped when the process ends.
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /// The address of a new, empty database; the user is `postgres`, without a password.
    public String newDatabase() {
        var name = "orrery" + DATABASES.incrementAndGet();
        run(binary("createdb"), "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", name);
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    /// As [#newDatabase], as settings.
    public DatabaseSettings newSettings() {
        return new DatabaseSettings(newDatabase(), "postgres", null);
    }

    private static PostgresServer start() {
        try {
            var folder = Files.createTempDirectory("orrery-postgres");
            var server = new PostgresServer(findBinaries(), folder, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            server.init();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL cannot be started for the tests", e);
        }
    }

    private void init() throws IOException {
        if (isRoot()) {
            run("chown", "postgres", folder.toString());
        }
        asPostgres(
                binary("initdb"),
                "-D",
                data(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "--no-sync",
                "-E",
                "UTF8",
                "--no-locale");
        asPostgres(
                binary("pg_ctl"),
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=16MB -c max_connections=100"
                        .formatted(port, folder),
                "start");
    }

    private void stop() {
        asPostgres(binary("pg_ctl"), "-D", data(), "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String binary(String name) {
        return binaries.resolve(name).toString();
    }

    private void asPostgres(String... command) {
        var full = new ArrayList<String>();
        if (isRoot()) {
            full.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        full.addAll(List.of(command));
        run(full.toArray(String[]::new));
    }

    private void run(String... command) {
        try {
            var output = Files.createTempFile("orrery-postgres", ".out");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            var said = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException("%s failed:%n%s".formatted(Set.of(command), said));
            }
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be run".formatted(command[0]), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path findBinaries() throws IOException {
        var debian = Path.of("/usr/lib/postgresql");
        var places = new ArrayList<Path>();
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(places::add);
            }
        }
        for (var place : String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)) {
            places.add(Path.of(place));
        }
        return places.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "These tests need PostgreSQL's server: install it (Debian: apt-get install postgresql)."));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
