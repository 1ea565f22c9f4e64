package io.dialogpulse.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The schema registry: our subjects in it, and the genuine Confluent serializers over it.
 *
 * @param settings the client's properties, {@code schema.registry.url} among them; {@code mock://name} is an in-memory
 *     registry for tests
 */
public record Registry(Map<String, Object> settings) {
    private static final int CACHED_SCHEMAS = 1_000;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 5;

    static {
        AvroSafety.ensure();
    }

    public Registry {
        settings = Map.copyOf(settings);
        if (!settings.containsKey(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG)) {
            throw new IllegalArgumentException("the registry's settings lack schema.registry.url");
        }
    }

    /** A registry at this address, without further settings. */
    public static Registry at(String url) {
        return new Registry(Map.of(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, url));
    }

    /** The address(es). */
    public String url() {
        return String.valueOf(settings.get(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG));
    }

    /** The address alone: the settings may hold a password. */
    @Override
    public String toString() {
        return "Registry[" + url().replaceAll("//[^/@]*@", "//") + "]";
    }

    /** A client of its own; the caller closes it. */
    public SchemaRegistryClient client() {
        return SchemaRegistryClientFactory.newClient(
                List.of(url().split(",")), CACHED_SCHEMAS, List.of(), settings, Map.of());
    }

    /**
     * Registers the schema of every topic and sets its compatibility level.
     *
     * @throws RestClientException if the registry refuses, e.g. because an incompatible schema is there already
     */
    public void registerSubjects() throws IOException, RestClientException {
        try (SchemaRegistryClient client = client()) {
            for (Topic topic : Topic.values()) {
                if (topic.publicSchema().isPresent()) {
                    register(client, topic, topic.publicSchema().get());
                }
            }
        }
    }

    private static void register(SchemaRegistryClient client, Topic topic, Schema schema)
            throws IOException, RestClientException {
        for (int attempt = 1; ; attempt++) {
            try {
                // The level first: a first registration must not slip in unchecked between the two calls.
                client.updateCompatibility(topic.subject(), topic.compatibility());
                client.register(topic.subject(), new AvroSchema(schema));
                return;
            } catch (RestClientException e) {
                // Apps that start together register the same things; the one that comes second finds them there.
                if (e.getStatus() != CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Asks for the ids of all our schemas, so that serializers over this client need the registry no more.
     *
     * @throws RestClientException if a schema is not registered ({@link #registerSubjects})
     */
    public void warmUp(SchemaRegistryClient client) throws IOException, RestClientException {
        for (Topic topic : Topic.values()) {
            if (topic.publicSchema().isPresent()) {
                client.getId(
                        topic.subject(), new AvroSchema(topic.publicSchema().get()));
            }
        }
    }

    /** A serializer for values of our topics; schemas must be registered ({@link #registerSubjects}). */
    public KafkaAvroSerializer serializer() {
        var serializer = new KafkaAvroSerializer();
        serializer.configure(serializerConfig(), false);
        return serializer;
    }

    /** The same over a client that is shared, and stays open when the serializer is closed. */
    public KafkaAvroSerializer serializer(SchemaRegistryClient client) {
        return new KafkaAvroSerializer(client, serializerConfig());
    }

    private Map<String, Object> serializerConfig() {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS, false);
        config.put(KafkaAvroSerializerConfig.AVRO_REMOVE_JAVA_PROPS_CONFIG, true);
        return config;
    }

    /** A deserializer of values into our generated records. */
    public KafkaAvroDeserializer deserializer() {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
        var deserializer = new KafkaAvroDeserializer();
        deserializer.configure(config, false);
        return deserializer;
    }
}
