package io.dialogpulse.bench.subject;

import io.dialogpulse.schemas.Settings;
import io.dialogpulse.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The least that any processor of these records has to do: consume, decode, encode, produce, commit every 100 ms. No
 * state, no transactions, one thread. What it does not reach, nobody does in this way.
 */
final class PassThrough implements AutoCloseable {
    /** Where the records go; partitioned like the input. */
    static final String OUTPUT = "bench-pass-through";

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    private final KafkaConsumer<String, Object> consumer;
    private final KafkaProducer<String, Object> producer;
    private final Thread worker = Thread.ofPlatform()
            .name("pass-through")
            .uncaughtExceptionHandler((_, failure) -> end(failure))
            .unstarted(this::run);

    private PassThrough(KafkaConsumer<String, Object> consumer, KafkaProducer<String, Object> producer) {
        this.consumer = consumer;
        this.producer = producer;
    }

    static PassThrough start(Settings settings) throws ExecutionException, InterruptedException {
        createOutput(settings);
        Map<String, Object> consuming = settings.kafka();
        consuming.put(ConsumerConfig.GROUP_ID_CONFIG, Subject.PASS_THROUGH.group());
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        Map<String, Object> producing = settings.kafka();
        producing.put(ProducerConfig.LINGER_MS_CONFIG, Long.toString(COMMIT_INTERVAL.toMillis()));
        producing.put(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        var registry = settings.registry();
        PassThrough loop = new PassThrough(
                new KafkaConsumer<>(consuming, new StringDeserializer(), registry.deserializer()),
                new KafkaProducer<>(producing, new StringSerializer(), new OutputSerializer(registry.serializer())));
        loop.worker.start();
        return loop;
    }

    private static void createOutput(Settings settings) throws ExecutionException, InterruptedException {
        int partitions = settings.config().getInt("topics.partitions");
        try (Admin admin = Admin.create(settings.kafka())) {
            admin.createTopics(List.of(new NewTopic(OUTPUT, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer;
                producer) {
            consumer.subscribe(List.of(Topic.DIALOG_MESSAGES.topicName(), Topic.DIALOG_STATUSES.topicName()));
            long committed = System.nanoTime();
            while (true) {
                consumer.poll(COMMIT_INTERVAL).forEach(this::forward);
                if (System.nanoTime() - committed >= COMMIT_INTERVAL.toNanos()) {
                    producer.flush();
                    consumer.commitSync();
                    committed = System.nanoTime();
                }
            }
        } catch (WakeupException _) {
            // The way close() ends a poll.
        }
    }

    private void forward(ConsumerRecord<String, Object> in) {
        var _ = producer.send(new ProducerRecord<>(OUTPUT, in.partition(), in.key(), in.value()), (_, problem) -> {
            if (problem != null) {
                end(problem);
            }
        });
    }

    /** The benchmark watches the process: a loop that died inside a living one would keep it waiting. */
    private static void end(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
