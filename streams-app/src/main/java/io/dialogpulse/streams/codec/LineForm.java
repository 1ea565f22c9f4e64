package io.dialogpulse.streams.codec;

import io.dialogpulse.core.LineFacts;
import io.dialogpulse.core.LineFacts.Latest;
import io.dialogpulse.streams.state.LineName;
import io.dialogpulse.streams.state.LineState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a line as bytes: a format byte, then Avro.
 *
 * <p>Not thread-safe: one per task.
 */
public final class LineForm {
    private static final byte FORMAT = 1;

    private final SpecificDatumReader<LineState> reader = new SpecificDatumReader<>(LineState.class);
    private final SpecificDatumWriter<LineState> writer = new SpecificDatumWriter<>(LineState.class);
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(128);
    private BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    /** The bytes. */
    public byte[] encode(LineFacts facts) {
        buffer.reset();
        buffer.write(FORMAT);
        try {
            encoder = EncoderFactory.get().directBinaryEncoder(buffer, encoder);
            writer.write(new LineState(facts.deleted(), nameOf(facts), TargetsCodec.stateOf(facts.targets())), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    /** The facts of the bytes. */
    public LineFacts decode(byte[] bytes) {
        if (bytes[0] != FORMAT) {
            throw UnusableStateException.ofFormat(bytes[0], FORMAT);
        }
        decoder = DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, decoder);
        try {
            LineState state = reader.read(null, decoder);
            LineName name = state.getName();
            return new LineFacts(
                    name == null ? null : new Latest<>(name.getName(), name.getOccurredAt(), name.getEventId()),
                    TargetsCodec.decode(state.getTargets()),
                    state.getDeleted());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable LineName nameOf(LineFacts facts) {
        Latest<String> name = facts.name();
        return name == null ? null : new LineName(name.value(), name.occurredAt(), name.eventId());
    }
}
