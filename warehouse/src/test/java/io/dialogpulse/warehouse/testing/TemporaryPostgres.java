package io.dialogpulse.warehouse.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL cluster of its own on loopback, with a password, from Debian's package, gone when it is closed. Its time
 * zone is far from UTC, to find whoever relies on one.
 */
public final class TemporaryPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";
    private static final long LIMIT_SECONDS = 60;

    private final Path programs;
    private final Path directory;
    private final int port;
    private final String password;

    private TemporaryPostgres(Path programs, Path directory, int port, String password) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
        this.password = password;
    }

    /**
     * Makes and starts one.
     *
     * @throws IOException with what a command said that failed
     */
    public static TemporaryPostgres start() throws IOException {
        // As root the server runs as another user, who has to reach it: no folder of JUnit's.
        Path directory = Files.createTempDirectory("dialogpulse-postgres");
        var postgres = new TemporaryPostgres(
                programs(), directory, freePort(), UUID.randomUUID().toString());
        if (isRoot()) {
            run(List.of("chown", USER, directory.toString()));
        }
        Path password = Files.writeString(directory.resolve("password"), postgres.password);
        if (isRoot()) {
            run(List.of("chown", USER, password.toString()));
        }
        postgres.program(
                "initdb",
                "--pgdata=" + postgres.data(),
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        postgres.startServer();
        return postgres;
    }

    /** The address for users, with the password. */
    public String address() {
        return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/postgres";
    }

    /** The address without the password. */
    public String addressWithoutPassword() {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/postgres";
    }

    /** The password. */
    public String password() {
        return password;
    }

    /** A connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
    }

    /** Ends the server at once; what was committed stays. */
    public void stopServer() throws IOException {
        program("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "--wait", "stop");
    }

    /** Starts it again at the same address. */
    public void startServer() throws IOException {
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
                + " -c TimeZone=Asia/Kamchatka -c shared_buffers=32MB";
        program(
                "pg_ctl",
                "--pgdata=" + data(),
                "--log=" + directory.resolve("server.log"),
                "--options=" + options,
                "--wait",
                "start");
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(data().resolve("postmaster.pid"))) {
            stopServer();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void program(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException {
        // Into a file: the server that pg_ctl starts keeps its output open for ever.
        Path output = Files.createTempFile("dialogpulse-command", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(Path.of("/").toFile())
                .start();
        int code = awaitEnd(process);
        String said = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (code != 0) {
            throw new IOException(command.getFirst() + " failed: " + String.join(" ", command) + "\n" + said);
        }
    }

    private static int awaitEnd(Process process) throws IOException {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + process.info(), e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            throw new IOException("PostgreSQL is not installed; try: apt-get install postgresql");
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            Optional<Path> newest = versions.filter(
                            version -> Files.isExecutable(version.resolve("bin").resolve("initdb")))
                    .max(Comparator.comparingDouble(version ->
                            Double.parseDouble(VERSIONS.relativize(version).toString())))
                    .map(version -> version.resolve("bin"));
            return newest.orElseThrow(() -> new IOException("no initdb under " + VERSIONS));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
