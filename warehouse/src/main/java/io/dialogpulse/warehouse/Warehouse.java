package io.dialogpulse.warehouse;

import io.dialogpulse.schemas.Surroundings;
import io.dialogpulse.warehouse.connect.ConnectWorker;
import io.dialogpulse.warehouse.connect.SinkConnectors;
import io.dialogpulse.warehouse.database.PostgresAddress;
import io.dialogpulse.warehouse.database.Table;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the tables until it is closed. Whatever fails, the database, Kafka, a connector: it is told once, everything is
 * stopped, and started again from the beginning after a pause. There is no second way to recover.
 */
final class Warehouse {
    private static final Logger LOG = LoggerFactory.getLogger(Warehouse.class);
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration NOTE_EVERY = Duration.ofHours(1);

    private final WarehouseSettings settings;
    private final PrintStream out;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private String told = "";

    /**
     * The warehouse, not yet running.
     *
     * @param out gets a sentence when the tables are being filled, and when they are not
     */
    Warehouse(WarehouseSettings settings, PrintStream out, InstantSource clock) {
        this.settings = settings;
        this.out = out;
        this.clock = clock;
    }

    /** Runs until {@link #close}. */
    void run() throws InterruptedException {
        var plugins = new ConnectWorker.LoadedPlugins(settings.plugins(), settings.kafka());
        while (!isClosing(Duration.ZERO)) {
            Optional<String> failure;
            try {
                failure = runOnce(plugins);
            } catch (SQLException | RuntimeException e) {
                LOG.info("The warehouse cannot go on", e);
                failure = Optional.of(e instanceof SQLException sql ? reason(sql) : String.valueOf(e.getMessage()));
            }
            if (failure.isPresent()) {
                tell("not filled: " + failure.get().strip() + "; tried again every "
                        + settings.retryInterval().toSeconds() + " s");
                var _ = isClosing(settings.retryInterval());
            }
        }
    }

    /** Ends {@link #run}. */
    void close() {
        closing.countDown();
    }

    private Optional<String> runOnce(ConnectWorker.LoadedPlugins plugins) throws SQLException, InterruptedException {
        Map<Table, String> fillings = settings.database().prepare(kafkaCluster());
        try (ConnectWorker worker = ConnectWorker.start(plugins, connectors(fillings))) {
            Instant nextNote = clock.instant().plus(NOTE_EVERY);
            while (!isClosing(POLL)) {
                Optional<String> failure = worker.failure();
                if (failure.isPresent()) {
                    return failure;
                }
                if (worker.isRunning()) {
                    tell("the topics are written to " + settings.database().address() + ", schema "
                            + settings.database().schema());
                    if (clock.instant().isAfter(nextNote)) {
                        settings.database().noteUpToDate();
                        nextNote = clock.instant().plus(NOTE_EVERY);
                    }
                }
            }
            return Optional.empty();
        }
    }

    private List<Map<String, String>> connectors(Map<Table, String> fillings) {
        PostgresAddress address = settings.database().address();
        var connectors = new SinkConnectors(
                address.jdbcUrl(),
                address.user(),
                address.password().orElse(""),
                settings.database().schema(),
                settings.registry());
        return fillings.entrySet().stream()
                .map(filling -> connectors.of(
                        filling.getKey(),
                        "dialogpulse-" + filling.getKey().topic().topicName() + "-" + filling.getValue()))
                .toList();
    }

    private String kafkaCluster() throws InterruptedException {
        try (Admin kafka = Surroundings.openKafka(settings.all(), KAFKA_PATIENCE)) {
            return kafka.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw Surroundings.failure(e, "Kafka answers too slowly to tell its cluster's id");
        }
    }

    private String reason(SQLException e) {
        return settings.database().address() + ": " + e.getMessage();
    }

    private void tell(String news) {
        if (!news.equals(told)) {
            out.println("  warehouse: " + news);
            told = news;
        }
    }

    private boolean isClosing(Duration patience) throws InterruptedException {
        return closing.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
