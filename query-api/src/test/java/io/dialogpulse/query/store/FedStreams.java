package io.dialogpulse.query.store;

import io.dialogpulse.schemas.Topic;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Kafka Streams over the query topology with one partition of each topic, fed by the test: there is no broker. */
public final class FedStreams extends KafkaStreams {
    private final TopologyTestDriver driver;

    /** @param folder for the stores */
    public FedStreams(Topology topology, Path folder) {
        super(unused(), properties("unused", folder));
        driver = new TopologyTestDriver(topology, properties("fed", folder));
    }

    private static Topology unused() {
        Topology topology = new Topology();
        topology.addSource("read", "nothing");
        return topology;
    }

    private static Properties properties(String application, Path folder) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return properties;
    }

    /** Writes a record; a null value deletes. */
    public void feed(Topic topic, String key, byte @Nullable [] value) {
        feed(topic.topicName(), key, value);
    }

    private synchronized void feed(String topic, String key, byte @Nullable [] value) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value));
    }

    /** A producer whose records are in the stores when they are acknowledged. */
    public Producer<String, Object> producer(Serializer<Object> serializer) {
        return new MockProducer<>(true, null, new StringSerializer(), serializer) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<String, Object> record) {
                byte[] value = record.value() == null
                        ? null
                        : serializer.serialize(record.topic(), new RecordHeaders(), record.value());
                feed(record.topic(), record.key(), value);
                return super.send(record);
            }
        };
    }

    @Override
    public <R> StateQueryResult<R> query(StateQueryRequest<R> request) {
        StateQueryResult<R> result = new StateQueryResult<>();
        result.addResult(
                0,
                driver.getStateStore(request.getStoreName())
                        .query(request.getQuery(), request.getPositionBound(), new QueryConfig(false)));
        return result;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T store(StoreQueryParameters<T> parameters) {
        return (T) driver.getKeyValueStore(parameters.storeName());
    }

    @Override
    public void close() {
        driver.close();
        super.close();
    }
}
