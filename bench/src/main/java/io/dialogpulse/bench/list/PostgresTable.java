package io.dialogpulse.bench.list;

import io.dialogpulse.metrics.DialogRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;

/** The rows in a table of PostgreSQL, every column of its own, with fifteen indexes. */
final class PostgresTable implements Side, AutoCloseable {
    private static final String INDEXES = "/list-indexes.sql";

    private final PostgresCluster cluster;
    private final Connection writer;
    private final PreparedStatement upsert;
    private final Map<ListQuery, Boolean> scanOnce = new EnumMap<>(ListQuery.class);

    private PostgresTable(PostgresCluster cluster, Connection writer) throws SQLException {
        this.cluster = cluster;
        this.writer = writer;
        try (Statement statement = writer.createStatement()) {
            statement.execute("CREATE TABLE dialog (" + PostgresColumns.definitions() + ")");
        }
        this.upsert = writer.prepareStatement(PostgresColumns.upsert());
    }

    /** Makes the empty table. */
    static PostgresTable create(PostgresCluster cluster) throws SQLException {
        Connection writer = cluster.connect();
        writer.setAutoCommit(true);
        return new PostgresTable(cluster, writer);
    }

    /** Takes a row in before the indexes are made. */
    interface Loader extends AutoCloseable {
        void add(DialogRow row) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    Loader load() throws SQLException {
        CopyIn copy = writer.unwrap(PgConnection.class)
                .getCopyAPI()
                .copyIn("COPY dialog (" + PostgresColumns.names() + ") FROM STDIN");
        return new Loader() {
            @Override
            public void add(DialogRow row) throws SQLException {
                byte[] line = PostgresColumns.copyLine(row).getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(line, 0, line.length);
            }

            @Override
            public void close() throws SQLException {
                copy.endCopy();
            }
        };
    }

    /**
     * Writes all rows as CSV, times as epoch milliseconds.
     *
     * @param order empty for none
     */
    long copyTo(OutputStream out, String order) throws SQLException, IOException {
        return writer.unwrap(PgConnection.class)
                .getCopyAPI()
                .copyOut(
                        "COPY (SELECT " + PostgresColumns.names() + " FROM dialog"
                                + (order.isEmpty() ? "" : " ORDER BY " + order)
                                + ") TO STDOUT (FORMAT csv, HEADER)",
                        out);
    }

    /** Makes the indexes, and prepares the table as autovacuum would in time. */
    void index() throws SQLException, IOException {
        try (Statement statement = writer.createStatement()) {
            for (String command : indexes()) {
                statement.execute(command);
            }
            statement.execute("VACUUM (ANALYZE) dialog");
            statement.execute("CHECKPOINT");
        }
    }

    private static List<String> indexes() throws IOException {
        try (InputStream file = PostgresTable.class.getResourceAsStream(INDEXES)) {
            if (file == null) {
                throw new IllegalStateException("the resource " + INDEXES + " is missing");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"))
                    .transform(commands -> List.of(commands.strip().split(";\\s*")));
        }
    }

    /** Which form of a question is asked from now on; until then, and if told so, page and total are counted apart. */
    void scanOnce(ListQuery query, boolean once) {
        scanOnce.put(query, once);
    }

    /** Whether one statement gives both page and total. */
    boolean scansOnce(ListQuery query) {
        return scanOnce.getOrDefault(query, false);
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Client client() throws SQLException {
        return new PostgresClient(cluster.connect(), this::scansOnce);
    }

    @Override
    public void write(List<DialogRow> rows) throws SQLException {
        // One statement must not meet a row twice
        Map<String, DialogRow> last = new LinkedHashMap<>();
        rows.forEach(row -> last.put(row.getDialogId(), row));
        for (DialogRow row : last.values()) {
            PostgresColumns.bind(upsert, row);
            upsert.addBatch();
        }
        writer.setAutoCommit(false);
        upsert.executeBatch();
        writer.commit();
        writer.setAutoCommit(true);
    }

    @Override
    public void settle() {
        // Committed is visible
    }

    @Override
    public long bytes() throws SQLException {
        return number("SELECT pg_total_relation_size('dialog')");
    }

    /** Of the table without its indexes. */
    long tableBytes() throws SQLException {
        return number("SELECT pg_table_size('dialog')");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Version of the server. */
    String version() throws SQLException {
        return writer.getMetaData().getDatabaseProductVersion();
    }

    /** How many milliseconds each of some empty questions took: the price of asking another process at all. */
    List<Double> roundTrips(int count) throws SQLException {
        List<Double> millis = new ArrayList<>(count);
        try (PreparedStatement nothing = writer.prepareStatement("SELECT 1")) {
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                nothing.executeQuery().close();
                millis.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return millis;
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
