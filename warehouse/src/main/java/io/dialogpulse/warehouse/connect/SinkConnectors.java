package io.dialogpulse.warehouse.connect;

import io.dialogpulse.warehouse.database.Table;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of the sink connector of each table, for our own worker and for any other Connect.
 *
 * @param jdbcUrl the database, without user and password
 * @param user who connects
 * @param password or a reference that Connect resolves, e.g. <code>${env:NAME}</code>
 * @param schema where the tables are
 * @param registry the properties of Confluent's registry client
 */
public record SinkConnectors(
        String jdbcUrl, String user, String password, String schema, Map<String, String> registry) {
    public SinkConnectors {
        registry = Map.copyOf(registry);
    }

    /** Tells nothing: it may hold passwords. */
    @Override
    public String toString() {
        return "SinkConnectors[…]";
    }

    /**
     * The configuration of the connector that fills a table.
     *
     * @param name the connector's name; the consumer group is {@code connect-} and the name
     */
    public Map<String, String> of(Table table, String name) {
        Map<String, String> config = new TreeMap<>();
        config.put("name", name);
        config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", table.topic().topicName());
        // What was written in transactions that failed is no row.
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("consumer.override.max.poll.records", "5000");
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "io.dialogpulse.warehouse.plugin.RegistryAvroConverter");
        registry.forEach((property, value) -> config.put("value.converter." + property, value));
        config.put("transforms", "key,types");
        config.put("transforms.key.type", "org.apache.kafka.connect.transforms.HoistField$Key");
        config.put("transforms.key.field", table.key());
        config.put("transforms.types.type", "io.dialogpulse.warehouse.plugin.PostgresTypes");
        config.put("collection.name.format", schema + "." + table.name());
        config.put("primary.key.mode", "record_key");
        config.put("primary.key.fields", table.key());
        config.put("insert.mode", "upsert");
        config.put("delete.enabled", "true");
        // A field that is new in the topic becomes a column without a restart.
        config.put("schema.evolution", "basic");
        config.put("quote.identifiers", "true");
        config.put("batch.size", "5000");
        config.put("use.reduction.buffer", "true");
        config.putAll(connection());
        return config;
    }

    private Map<String, String> connection() {
        return Map.of(
                "connection.url",
                jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true",
                "connection.username",
                user,
                "connection.password",
                password,
                // One task needs one connection; the pool's own default is to open dozens.
                "connection.pool.min_size",
                "1",
                "connection.pool.max_size",
                "2",
                "connection.pool.acquire_increment",
                "1");
    }
}
