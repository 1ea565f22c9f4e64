package io.dialogpulse.streams.codec;

import com.google.common.util.concurrent.UncheckedExecutionException;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.dialogpulse.schemas.RejectReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values in the Confluent wire format, and tells exactly why one cannot be read. Confluent's own deserializer
 * answers every failure with the same exception, be it garbage or a registry that is away; here they must differ.
 *
 * <p>Not thread-safe: one per task.
 */
public final class EventDecoder {
    private static final byte MAGIC = 0;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int NOT_FOUND = 404;
    private static final String NO_AVRO = "Invalid schema";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Waiting has to end well before the transaction does (StreamsAppSettings). */
    private static final int ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(EventDecoder.class);

    private final SchemaRegistryClient registry;
    private final Schema readerSchema;
    private final Set<String> changes;
    private final Map<Integer, Reader> readers = new HashMap<>();
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    /** What became of the bytes. */
    public sealed interface Result {
        /** The record. */
        record Decoded(SpecificRecord event) implements Result {}

        /** Why there is none; {@code detail} is a sentence. */
        record Rejected(RejectReason reason, String detail) implements Result {}
    }

    /** The registry did not answer, or not as a registry does: try again later. */
    public static final class RegistryAwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RegistryAwayException(int schemaId, Exception cause) {
            super("the schema registry does not answer for schema id " + schemaId + ": " + cause.getMessage(), cause);
        }
    }

    private record Reader(
            Schema writerSchema,
            SpecificDatumReader<SpecificRecord> ours,
            GenericDatumReader<GenericRecord> theirs,
            boolean hasOtherChanges) {}

    /**
     * @param registry shared, cached
     * @param readerSchema what the topic holds
     */
    public EventDecoder(SchemaRegistryClient registry, Schema readerSchema) {
        this.registry = registry;
        this.readerSchema = readerSchema;
        this.changes = changesOf(readerSchema);
    }

    /**
     * Decodes one value.
     *
     * @throws RegistryAwayException if the registry stayed away for some seconds
     */
    public Result decode(byte[] value) {
        if (value.length < HEADER || value[0] != MAGIC) {
            return new Result.Rejected(
                    RejectReason.UNDECODABLE, "the value is not in the wire format: magic byte 0, 4-byte schema id");
        }
        int schemaId = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        Reader known = readers.get(schemaId);
        if (known != null) {
            return decode(value, known);
        }
        return switch (lookUp(schemaId)) {
            case Lookup.Found(Reader reader) -> {
                readers.put(schemaId, reader);
                yield decode(value, reader);
            }
            case Lookup.NotFound(Result.Rejected why) -> why;
        };
    }

    private sealed interface Lookup {
        record Found(Reader reader) implements Lookup {}

        record NotFound(Result.Rejected why) implements Lookup {}
    }

    private Lookup lookUp(int schemaId) {
        for (int attempt = 1; ; attempt++) {
            try {
                return new Lookup.Found(
                        reader((Schema) registry.getSchemaById(schemaId).rawSchema()));
            } catch (RestClientException e) {
                if (e.getStatus() == NOT_FOUND) {
                    return rejected(RejectReason.UNKNOWN_SCHEMA, "the registry has no schema with id " + schemaId);
                }
                waitForRegistry(schemaId, attempt, e);
            } catch (IOException | UncheckedExecutionException e) {
                if (isNoAvro(e)) {
                    return rejected(RejectReason.UNDECODABLE, "the schema with id " + schemaId + " is no Avro schema");
                }
                waitForRegistry(schemaId, attempt, e);
            }
        }
    }

    // A schema that is there but no Avro, e.g. Protobuf, has no exception of its own: only the client's words tell.
    private static boolean isNoAvro(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).startsWith(NO_AVRO)) {
                return true;
            }
        }
        return false;
    }

    private static Lookup rejected(RejectReason reason, String detail) {
        return new Lookup.NotFound(new Result.Rejected(reason, detail));
    }

    private static void waitForRegistry(int schemaId, int attempt, Exception problem) {
        if (attempt == ATTEMPTS) {
            throw new RegistryAwayException(schemaId, problem);
        }
        LOG.warn("Waiting for the schema registry: {}", problem.toString());
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RegistryAwayException(schemaId, problem);
        }
    }

    private Result decode(byte[] value, Reader reader) {
        try {
            if (reader.hasOtherChanges()) {
                String change = changeIn(reader.theirs().read(null, body(value)));
                if (!changes.contains(change)) {
                    return new Result.Rejected(
                            RejectReason.UNKNOWN_CHANGE,
                            "change is a " + change + ", which this version does not know");
                }
            }
            SpecificRecord event = reader.ours().read(null, body(value));
            return decoder.isEnd()
                    ? new Result.Decoded(event)
                    : undecodable(reader, "bytes are left over behind the record");
        } catch (IOException | RuntimeException e) {
            // Hostile bytes make Avro throw almost anything; whatever it is, the next record is not concerned.
            return undecodable(reader, String.valueOf(e.getMessage()));
        }
    }

    private BinaryDecoder body(byte[] value) {
        decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
        return decoder;
    }

    private Result undecodable(Reader reader, String problem) {
        return new Result.Rejected(
                RejectReason.UNDECODABLE,
                "the value, written as " + reader.writerSchema().getFullName() + ", cannot be read as "
                        + readerSchema.getFullName() + ": " + problem);
    }

    // Avro reads a record of an unknown name into any branch of a union that fits by its fields: an unknown change
    // would silently become another one. So names are compared here, once for each schema.
    private Reader reader(Schema writerSchema) {
        return new Reader(
                writerSchema,
                new SpecificDatumReader<>(writerSchema, readerSchema),
                new GenericDatumReader<>(writerSchema),
                !changes.isEmpty() && !changes.containsAll(changesOf(writerSchema)));
    }

    private static Set<String> changesOf(Schema event) {
        Schema.Field change = event.getType() == Schema.Type.RECORD ? event.getField("change") : null;
        if (change == null || change.schema().getType() != Schema.Type.UNION) {
            return Set.of();
        }
        return change.schema().getTypes().stream().map(Schema::getFullName).collect(Collectors.toSet());
    }

    private static String changeIn(GenericRecord event) {
        return event.get("change") instanceof GenericRecord change
                ? change.getSchema().getFullName()
                : String.valueOf(event.get("change"));
    }
}
