package io.dialogpulse.query.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is to run the query app. */
final class StreamsProperties {
    private static final Duration OFFSET_COMMIT = Duration.ofMillis(250);
    private static final Duration PROBING_REBALANCE = Duration.ofMinutes(1);
    private static final int MAX_WARMUPS = 100;
    private static final int HEARTBEATS_PER_SESSION = 6;

    private StreamsProperties() {}

    static Properties of(QuerySettings settings, Map<String, Object> kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.stateDir().toAbsolutePath().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        // Rows are upserts, so writing one twice is harmless; exactly-once would restore everything after a crash
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        // Offsets alone: the index commits by an interval of its own. What is not committed is what a partition that
        // moves has to catch up with before it may be shown.
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, OFFSET_COMMIT.toMillis());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Rows and histories of a partition share a task, but neither has to wait for the other
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // The newer protocol has no warm-up: a partition that moves would be away while it is restored
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_REBALANCE.toMillis());
        settings.cluster().ifPresent(cluster -> {
            properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, cluster.address());
            properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
            // An instance that joins builds all of its partitions at the same time, while the others still have them
            properties.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, MAX_WARMUPS);
        });
        consumer(properties, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A restarted instance takes its partitions back at once, without a rebalance
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        long session = settings.sessionTimeout().toMillis();
        consumer(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Long.toString(session));
        consumer(
                properties,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Long.toString(session / HEARTBEATS_PER_SESSION));
        return properties;
    }

    private static void consumer(Properties properties, String name, String value) {
        properties.put(StreamsConfig.consumerPrefix(name), value);
    }
}
