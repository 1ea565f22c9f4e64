package io.dialogpulse.bench.list;

import com.sun.management.OperatingSystemMXBean;
import io.dialogpulse.bench.scratch.FreePort;
import io.dialogpulse.bench.scratch.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own on a free port of loopback, in a folder that is removed when it is closed. Debian's package is
 * installed if there is none.
 */
final class PostgresCluster implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";
    private static final long MEGABYTE = 1 << 20;

    private final Path programs;
    private final TemporaryFolder folder;
    private final int port;
    private final String password;
    private final AtomicBoolean running = new AtomicBoolean(true);

    private PostgresCluster(Path programs, TemporaryFolder folder, int port, String password) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.password = password;
    }

    /**
     * Makes and starts one.
     *
     * @throws IllegalStateException with what a command said that failed
     */
    static PostgresCluster start() throws IOException {
        Path programs = programs().orElseGet(PostgresCluster::install);
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        TemporaryFolder folder = TemporaryFolder.create("dialogpulse-bench-postgres");
        PostgresCluster cluster = new PostgresCluster(
                programs, folder, FreePort.find(), HexFormat.of().formatHex(secret));
        try {
            cluster.initialize();
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
        // Else an interrupted benchmark would leave a server behind
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::stopAtExit));
        return cluster;
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.comparing(
                            version -> Integer.valueOf(version.getFileName().toString())))
                    .map(newest -> newest.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for PostgreSQL in " + VERSIONS, e);
        }
    }

    private static Path install() {
        System.out.println("Installing Debian's PostgreSQL (apt-get install postgresql)");
        try {
            Command.run("apt-get", "install", "-y", "--no-install-recommends", "postgresql");
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "PostgreSQL is not installed in " + VERSIONS + " and could not be installed: " + e.getMessage(), e);
        }
        return programs().orElseThrow(() -> new IllegalStateException("the package postgresql brought no " + VERSIONS));
    }

    private void initialize() throws IOException {
        Path passwordFile = Files.writeString(folder.path().resolve("password"), password);
        if (isRoot()) {
            // It refuses to run as root
            Command.run("chown", "-R", USER, folder.path().toString());
        }
        postgres(
                "initdb",
                "-D",
                data(),
                "-U",
                USER,
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--no-sync");
        postgres("pg_ctl", "-D", data(), "-l", folder.path().resolve("log").toString(), "-w", "-o", options(), "start");
    }

    /** As one would set it on a machine of this size, and without waiting for the disk, which favours it. */
    private String options() {
        List<String> options = new ArrayList<>(List.of("-p " + port, "-k " + folder.path()));
        settings().forEach(setting -> options.add("-c " + setting));
        return String.join(" ", options);
    }

    static List<String> settings() {
        long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return List.of(
                "listen_addresses=127.0.0.1",
                "max_connections=50",
                "shared_buffers=" + memory / 4 / MEGABYTE + "MB",
                "effective_cache_size=" + memory * 6 / 10 / MEGABYTE + "MB",
                "maintenance_work_mem=1GB",
                "work_mem=64MB",
                "random_page_cost=1.1",
                "effective_io_concurrency=200",
                "jit=off",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_wal_size=8GB",
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off");
    }

    /** A connection with statements prepared on the server from their first use. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    private String data() {
        return folder.path().resolve("data").toString();
    }

    private void postgres(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", USER, "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Command.run(command.toArray(String[]::new));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @Override
    public void close() throws IOException {
        if (!running.getAndSet(false)) {
            return;
        }
        try {
            postgres("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
        } finally {
            folder.close();
        }
    }

    private void stopAtExit() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder.path(), e);
        }
    }
}
