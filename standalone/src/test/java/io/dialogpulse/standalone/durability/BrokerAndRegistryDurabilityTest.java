package io.dialogpulse.standalone.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.standalone.broker.EmbeddedKafka;
import io.dialogpulse.standalone.registry.EmbeddedRegistry;
import io.dialogpulse.standalone.testing.BrokerAndRegistry;
import io.dialogpulse.standalone.testing.FreePort;
import io.dialogpulse.standalone.testing.JavaProcess;
import io.dialogpulse.standalone.testing.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantee: what the broker and the registry have acknowledged is there after any end of their processes. */
class BrokerAndRegistryDurabilityTest {
    private static final String TOPIC = "kept";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void shouldKeepRecordsWhenTheBrokerIsRestarted() throws Exception {
        try (Stack stack = Stack.start(directory)) {
            createTopic(stack.bootstrap());
            Set<String> sent = publish(stack.bootstrap(), "before", 100);
            String address = stack.bootstrap();

            stack.restartBroker();

            assertThat(stack.bootstrap()).isEqualTo(address);
            sent.addAll(publish(stack.bootstrap(), "after", 100));
            assertThat(read(stack.bootstrap(), sent.size())).isEqualTo(sent);
        }
    }

    @Test
    void shouldKeepRecordsAndSchemasWhenTheProcessIsKilled() throws Exception {
        int kafkaPort = FreePort.next();
        int registryPort = FreePort.next();
        String bootstrap = "127.0.0.1:" + kafkaPort;
        Registry registry = Registry.at("http://127.0.0.1:" + registryPort + "/apis/ccompat/v7");
        Set<String> sent;
        int schemaId;
        ProcessHandle orphan;
        try (JavaProcess process = holding(kafkaPort, registryPort)) {
            createTopic(bootstrap);
            orphan = registryOf(process);
            sent = publish(bootstrap, "before", 100);
            try (var client = registry.client()) {
                client.updateCompatibility("last", "FULL_TRANSITIVE");
                schemaId = client.register("last", new AvroSchema("\"string\""));
            }

            process.kill();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort);
                EmbeddedRegistry restarted = EmbeddedRegistry.start(directory.resolve("registry"), registryPort);
                var client = registry.client()) {
            assertThat(read(kafka.bootstrap(), sent.size())).isEqualTo(sent);
            assertThat(restarted.url()).isEqualTo(registry.url());
            assertThat(client.getId("last", new AvroSchema("\"string\""))).isEqualTo(schemaId);
            assertThat(client.getCompatibility("last")).isEqualTo("FULL_TRANSITIVE");
        }
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void shouldEndTheRegistryWhenItsParentIsKilled() throws Exception {
        try (JavaProcess process = holding(FreePort.next(), FreePort.next())) {
            ProcessHandle registry = registryOf(process);
            assertThat(registry.isAlive()).isTrue();

            process.kill();

            Awaitility.await().atMost(LIMIT).until(() -> !registry.isAlive());
        }
    }

    private JavaProcess holding(int kafkaPort, int registryPort) throws Exception {
        JavaProcess process = JavaProcess.start(
                BrokerAndRegistry.class,
                directory.resolve("process.log"),
                directory.toString(),
                Integer.toString(kafkaPort),
                Integer.toString(registryPort));
        process.awaitOutput("ready ", LIMIT);
        return process;
    }

    private static ProcessHandle registryOf(JavaProcess process) throws Exception {
        String output = process.output();
        String pid = output.substring(output.lastIndexOf("ready ") + "ready ".length())
                .lines()
                .findFirst()
                .orElseThrow();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static Set<String> publish(String bootstrap, String prefix, int count) throws Exception {
        Set<String> sent = new HashSet<>();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(TOPIC, prefix + i)).get();
                sent.add(prefix + i);
            }
        }
        return sent;
    }

    private static Set<String> read(String bootstrap, int count) {
        Set<String> found = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            consumer.seekToBeginning(consumer.assignment());
            Awaitility.await().atMost(LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
                return found.size() >= count;
            });
        }
        return found;
    }
}
