package io.dialogpulse.warehouse.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * The tables and views of one Kafka in one schema of a database.
 *
 * <p>Table {@code dialogpulse_filling} remembers for each table which consumer group has filled it. How far that group
 * is, Kafka knows. So a table that was dropped, or a database that is new, is filled from the start, by a new group;
 * every other is filled on from where it was.
 *
 * @param schema its name in the database; it is created if it is missing
 */
public record WarehouseDatabase(PostgresAddress address, String schema) {
    private static final int CONNECT_SECONDS = 10;

    /**
     * Deletions stay in the topics for seven days ({@link io.dialogpulse.schemas.Topic}). Who was away for longer has
     * missed some.
     */
    private static final String LONGEST_ABSENCE = "6 days";

    /** The name is quoted nowhere, so that people need not quote it either. */
    public WarehouseDatabase {
        if (!schema.matches("[a-z_][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "warehouse.schema is \"" + schema + "\"; it has to be lower-case letters, digits and underscores");
        }
    }

    /**
     * Makes what is missing: schema, tables, columns, views.
     *
     * @param kafkaCluster the id of the Kafka cluster the rows come from
     * @return for each table the name of its filling, which is part of the consumer group's name
     * @throws SQLException if the database is away or refuses
     * @throws IllegalStateException if the tables hold the rows of another Kafka cluster
     */
    public Map<Table, String> prepare(String kafkaCluster) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Several workers may start at the same time.
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('dialogpulse'))");
            if (!exists(connection, "SELECT 1 FROM pg_namespace WHERE nspname = ?", schema)) {
                statement.execute("CREATE SCHEMA " + schema);
            }
            statement.execute("SET search_path TO " + schema);
            statement.execute("SET lock_timeout = '10s'");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS dialogpulse_filling (
                      table_name text PRIMARY KEY,
                      filling text NOT NULL,
                      kafka_cluster text NOT NULL,
                      up_to_date_at timestamptz NOT NULL)""");
            requireSameCluster(connection, kafkaCluster);
            Map<Table, String> fillings = new LinkedHashMap<>();
            boolean complete = true;
            for (Table table : Table.all()) {
                complete &= exists(connection, "SELECT 1 WHERE to_regclass(?) IS NOT NULL", table.name());
                fillings.put(table, filling(connection, table, kafkaCluster));
            }
            define(connection, complete);
            connection.commit();
            return fillings;
        }
    }

    /**
     * Notes that all tables are being filled at this moment.
     *
     * @throws SQLException if the database is away or refuses
     */
    public void noteUpToDate() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE " + schema + ".dialogpulse_filling SET up_to_date_at = now()");
        }
    }

    /** Definitions lock what they define against its readers: they are made anew only if they are of another version. */
    private static void define(Connection connection, boolean complete) throws SQLException {
        List<String> definitions = new ArrayList<>();
        Table.all().forEach(table -> definitions.addAll(table.statements()));
        definitions.add(views());
        String version = "definitions " + Integer.toHexString(definitions.hashCode());
        String versionThere = "SELECT 1 WHERE obj_description('dialogpulse_filling'::regclass) = ?";
        if (complete && exists(connection, versionThere, version)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (String definition : definitions) {
                statement.execute(definition);
            }
            statement.execute("COMMENT ON TABLE dialogpulse_filling IS '" + version + "'");
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        address.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("ApplicationName", "dialogpulse");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private void requireSameCluster(Connection connection, String kafkaCluster) throws SQLException {
        if (exists(connection, "SELECT 1 FROM dialogpulse_filling WHERE kafka_cluster <> ?", kafkaCluster)) {
            throw new IllegalStateException("schema " + schema + " of " + address
                    + " holds the rows of another Kafka cluster; choose another schema (warehouse.schema), or drop its"
                    + " tables, dialogpulse_filling among them");
        }
    }

    private String filling(Connection connection, Table table, String kafkaCluster) throws SQLException {
        boolean there = exists(connection, "SELECT 1 WHERE to_regclass(?) IS NOT NULL", table.name());
        String known = null;
        boolean inTime = false;
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT filling, up_to_date_at > now() - CAST(? AS interval)
                FROM dialogpulse_filling WHERE table_name = ?""")) {
            query.setString(1, LONGEST_ABSENCE);
            query.setString(2, table.name());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    known = row.getString(1);
                    inTime = row.getBoolean(2);
                }
            }
        }
        if (there && known != null && inTime) {
            return known;
        }
        if (there && known != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("TRUNCATE " + table.name());
            }
        }
        String fresh = UUID.randomUUID().toString().substring(0, 8);
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO dialogpulse_filling VALUES (?, ?, ?, now())
                ON CONFLICT (table_name) DO UPDATE SET filling = EXCLUDED.filling, up_to_date_at = now()""")) {
            upsert.setString(1, table.name());
            upsert.setString(2, fresh);
            upsert.setString(3, kafkaCluster);
            upsert.executeUpdate();
        }
        return fresh;
    }

    private static boolean exists(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String views() {
        try (InputStream in = WarehouseDatabase.class.getResourceAsStream("/warehouse/views.sql")) {
            if (in == null) {
                throw new IllegalStateException("views.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read views.sql", e);
        }
    }
}
