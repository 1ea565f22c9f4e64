package io.dialogpulse.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and checks those that exist. */
public final class TopicCatalogue {
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final int partitions;
    private final Optional<Short> replicationFactor;

    /**
     * @param partitions number of partitions of topics that have to be created
     * @param replicationFactor empty for the broker's default
     */
    public TopicCatalogue(int partitions, Optional<Short> replicationFactor) {
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /**
     * Creates what is missing.
     *
     * @return the number of partitions that all dialog topics have
     * @throws IllegalStateException if the dialog topics do not all have the same number of partitions
     * @throws ExecutionException with Kafka's own error, e.g. missing rights
     */
    public int ensure(Admin admin) throws ExecutionException, InterruptedException {
        Map<Topic, Integer> existing = existing(admin);
        int dialogPartitions = existing.entrySet().stream()
                .filter(topic -> topic.getKey().sharding() == Topic.Sharding.BY_DIALOG)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(partitions);
        List<NewTopic> missing = Stream.of(Topic.values())
                .filter(topic -> !existing.containsKey(topic))
                .map(topic -> newTopic(topic, dialogPartitions))
                .toList();
        create(admin, missing);
        Map<Topic, Integer> all = awaitKnown(admin);
        awaitLeaders(admin, all);
        return samePartitions(all);
    }

    // A broker other than the one that created a topic may learn of it a moment later.
    private static Map<Topic, Integer> awaitKnown(Admin admin) throws ExecutionException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Map<Topic, Integer> known = existing(admin);
            if (known.size() == Topic.values().length) {
                return known;
            }
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("Kafka does not know topics that were just created; it knows " + known);
            }
            Thread.sleep(PAUSE);
        }
    }

    // A new partition is known before its leader serves it. The first batch of a producer that comes in between is
    // refused while the one behind it is taken, and then the first never fits: "out of order sequence number".
    private static void awaitLeaders(Admin admin, Map<Topic, Integer> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        topics.forEach((topic, count) -> IntStream.range(0, count)
                .forEach(partition -> ends.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest())));
        admin.listOffsets(ends).all().get();
    }

    private NewTopic newTopic(Topic topic, int dialogPartitions) {
        int count = topic.sharding() == Topic.Sharding.BY_DIALOG ? dialogPartitions : partitions;
        return new NewTopic(topic.topicName(), Optional.of(count), replicationFactor).configs(topic.config());
    }

    private static void create(Admin admin, List<NewTopic> topics) throws ExecutionException, InterruptedException {
        var results = admin.createTopics(topics).values();
        for (var result : results.values()) {
            try {
                result.get();
            } catch (ExecutionException e) {
                // Another instance that starts at the same time was faster.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static Map<Topic, Integer> existing(Admin admin) throws ExecutionException, InterruptedException {
        Map<Topic, Integer> found = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            try {
                found.put(topic, partitionsOf(topic, admin));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return found;
    }

    private static int partitionsOf(Topic topic, Admin admin) throws ExecutionException, InterruptedException {
        var described =
                admin.describeTopics(List.of(topic.topicName())).allTopicNames().get();
        return described.values().iterator().next().partitions().size();
    }

    private static int samePartitions(Map<Topic, Integer> existing) {
        List<String> counts = new ArrayList<>();
        List<Integer> distinct = existing.entrySet().stream()
                .filter(topic -> topic.getKey().sharding() == Topic.Sharding.BY_DIALOG)
                .peek(topic -> counts.add(topic.getKey().topicName() + "=" + topic.getValue()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        if (distinct.size() != 1) {
            throw new IllegalStateException("the dialog topics need the same number of partitions, but have " + counts);
        }
        return distinct.getFirst();
    }
}
