package io.dialogpulse.bench.subject;

import io.dialogpulse.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group has come, by what it has committed. */
public final class Progress {
    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions;

    /**
     * @param group need not exist yet
     * @param topics whose partitions all count
     */
    public Progress(Admin admin, String group, List<Topic> topics) throws ExecutionException, InterruptedException {
        this.admin = admin;
        this.group = group;
        partitions = partitionsOf(admin, topics);
    }

    /** The sum of the committed offsets, which is the number of records consumed: the topics begin at offset 0. */
    public long committed() {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return partitions.stream()
                    .map(offsets::get)
                    .filter(Objects::nonNull)
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the offsets of group " + group + " cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading offsets", e);
        }
    }

    /** The number of records in the topics, markers of transactions included. */
    public static long end(Admin admin, List<Topic> topics) throws ExecutionException, InterruptedException {
        var latest = partitionsOf(admin, topics).stream()
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    private static List<TopicPartition> partitionsOf(Admin admin, List<Topic> topics)
            throws ExecutionException, InterruptedException {
        List<String> names = topics.stream().map(Topic::topicName).toList();
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach((name, description) -> description
                        .partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }
}
