package io.dialogpulse.query.runtime;

import io.dialogpulse.schemas.StartException;
import io.dialogpulse.schemas.Surroundings;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** What the app asks of Kafka about its topics and its group. */
final class KafkaTopics {
    private static final List<Topic> READ = List.of(Topic.DIALOGS, Topic.DIALOG_TIMELINE);
    private static final List<Topic> WRITTEN = List.of(
            Topic.DIALOG_MESSAGES, Topic.DIALOG_STATUSES, Topic.LINE_EVENTS, Topic.DIALOG_VIEWS, Topic.DIALOG_REQUESTS);

    // Kafka's own default, for when the topics' settings may not be read
    private static final long DEFAULT_TOMBSTONES_KEPT_MS = 86_400_000;

    private final Admin admin;
    private final String group;
    private final int patienceMs;

    /** @param patience how long the answers about offsets may take */
    KafkaTopics(Admin admin, String group, Duration patience) {
        this.admin = admin;
        this.group = group;
        this.patienceMs = Math.toIntExact(patience.toMillis());
    }

    /**
     * Checks that the app may do what it has to.
     *
     * @throws StartException naming the right that is missing
     */
    void requireRights() throws ExecutionException, InterruptedException {
        Surroundings.requireRight(admin, READ, AclOperation.READ);
        Surroundings.requireRight(admin, List.of(Topic.DIALOG_VIEWS, Topic.DIALOG_REQUESTS), AclOperation.READ);
        Surroundings.requireRight(admin, WRITTEN, AclOperation.WRITE);
    }

    /** The topics' own ids by name: another id is another topic, whose offsets mean something else. */
    Map<String, String> ids() throws ExecutionException, InterruptedException {
        List<String> names = READ.stream().map(Topic::topicName).toList();
        Map<String, String> ids = new TreeMap<>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        return ids;
    }

    /** For how long the topics tell of a deletion, in milliseconds. */
    long tombstonesKeptMs() throws ExecutionException, InterruptedException {
        List<ConfigResource> topics = READ.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()))
                .toList();
        try {
            return admin.describeConfigs(topics).all().get().values().stream()
                    .mapToLong(config -> Long.parseLong(
                            config.get(TopicConfig.DELETE_RETENTION_MS_CONFIG).value()))
                    .min()
                    .orElse(DEFAULT_TOMBSTONES_KEPT_MS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return DEFAULT_TOMBSTONES_KEPT_MS;
            }
            throw e;
        }
    }

    /** Where these partitions end, for a reader of committed records. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin
                .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(patienceMs))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** What the group has committed, by partition; partitions without an offset are absent. */
    Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().timeoutMs(patienceMs))
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /**
     * Gives the group an offset where it has none, or one that lies beyond the end: the end. Without one, Kafka Streams
     * would not restore but process from the beginning, and count as running with empty stores meanwhile.
     *
     * @param patience how long members that are dead already may still count as alive
     */
    void seedGroup(int partitions, Duration patience) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> seeds = seeds(partitions);
        for (long waited = 0; !seeds.isEmpty() && !alter(seeds); waited++) {
            if (waited > patience.toSeconds()) {
                throw new StartException(
                        "group " + group + " has no offsets of " + seeds.keySet()
                                + ", and gets none while other instances of it are running: stop them first",
                        null);
            }
            TimeUnit.SECONDS.sleep(1);
            // Another instance that started at the same time may have given them
            seeds = seeds(partitions);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> seeds(int partitions)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> all = READ.stream()
                .flatMap(topic -> IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                .toList();
        Map<TopicPartition, Long> committed = committed();
        Map<TopicPartition, OffsetAndMetadata> seeds = new HashMap<>();
        ends(all).forEach((partition, end) -> {
            Long offset = committed.get(partition);
            if (offset == null || offset > end) {
                seeds.put(partition, new OffsetAndMetadata(end));
            }
        });
        return seeds;
    }

    private boolean alter(Map<TopicPartition, OffsetAndMetadata> offsets)
            throws ExecutionException, InterruptedException {
        try {
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownMemberIdException || e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw e;
        }
    }
}
