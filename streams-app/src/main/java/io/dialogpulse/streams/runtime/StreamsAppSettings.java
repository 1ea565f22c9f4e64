package io.dialogpulse.streams.runtime;

import com.typesafe.config.Config;
import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import io.dialogpulse.streams.store.BoundedMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The section {@code streams-app} of the settings; {@code reference.conf} says what each means. */
public record StreamsAppSettings(
        String applicationId,
        Path stateDir,
        String instanceId,
        int threads,
        int standbyReplicas,
        Duration sessionTimeout,
        Duration commitInterval,
        long rocksdbMemory,
        long writeCache,
        Optional<Duration> metricsInterval,
        String httpHost,
        int httpPort) {
    private static final Duration PROBING = Duration.ofMinutes(1);
    private static final int HEARTBEATS_PER_SESSION = 6;

    // All partitions that a newcomer is to get, at the same time: the others go on processing them meanwhile.
    private static final int WARMUPS = 100;

    // When an instance dies, readers of committed records wait for its open transactions to time out. Longer than a
    // registry is waited for within one.
    private static final Duration TRANSACTION = Duration.ofSeconds(10);

    /**
     * Reads the section.
     *
     * @throws com.typesafe.config.ConfigException naming the setting that is missing or of the wrong type
     */
    public static StreamsAppSettings of(Settings settings) {
        Config config = settings.config().getConfig("streams-app");
        return new StreamsAppSettings(
                config.getString("application-id"),
                Path.of(config.getString("state-dir")),
                config.getString("instance-id"),
                config.getInt("threads"),
                config.getInt("standby-replicas"),
                config.getDuration("session-timeout"),
                config.getDuration("commit-interval"),
                config.getBytes("rocksdb-memory"),
                config.getBytes("write-cache"),
                config.getBoolean("metrics.enabled")
                        ? Optional.of(config.getDuration("metrics.interval"))
                        : Optional.empty(),
                config.getString("http.host"),
                config.getInt("http.port"));
    }

    /** Whether it keeps its partitions over a restart, instead of giving them to others when it stops. */
    public boolean keepsPartitions() {
        return !instanceId.isEmpty();
    }

    /**
     * The properties for Kafka Streams: ours, over them whatever the section {@code kafka} says, and over that what the
     * promise of exact numbers stands on.
     */
    public Properties streamsProperties(Settings settings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, writeCache);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        properties.put(BoundedMemory.BYTES, Long.toString(rocksdbMemory));
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING.toMillis());
        properties.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, WARMUPS);
        int session = (int) sessionTimeout.toMillis();
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                session / HEARTBEATS_PER_SESSION);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        // The commit flushes; until then there is nothing to hurry for.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), commitInterval.toMillis());
        if (keepsPartitions()) {
            properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        }
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.LARGEST_OUTPUT);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topic.LARGEST_OUTPUT);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) TRANSACTION.toMillis());
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return properties;
    }
}
