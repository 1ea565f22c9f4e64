package io.dialogpulse.warehouse.plugin;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Avro records in the Confluent wire format, for sinks, from any registry with Confluent's API. Its settings are those of
 * Confluent's deserializer, {@code schema.registry.url} first.
 */
public final class RegistryAvroConverter implements Converter {
    private static final int CACHED_SCHEMAS = 100;

    private final KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
    private final AvroData avroData = new AvroData(CACHED_SCHEMAS);

    @Override
    public ConfigDef config() {
        return KafkaAvroDeserializerConfig.baseConfigDef();
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        deserializer.configure(settings, isKey);
    }

    /**
     * A record of the topic; {@link SchemaAndValue#NULL} for a tombstone.
     *
     * @throws org.apache.kafka.common.errors.SerializationException for bytes that are no Avro, and while the registry
     *     is away
     */
    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        return switch (deserializer.deserialize(topic, value)) {
            case null -> SchemaAndValue.NULL;
            case IndexedRecord row -> avroData.toConnectData(row.getSchema(), row);
            case Object other -> throw new DataException("topic " + topic + " holds no record but " + other.getClass());
        };
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException("topic " + topic + ": this converter reads topics and writes none");
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
